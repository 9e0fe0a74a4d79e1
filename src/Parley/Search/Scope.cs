using Parley.Access;
using Parley.Protocol;
using Parley.Search.Words;
using Parley.Storage;

namespace Parley.Search;

/// <summary>The conversations that a search may look in: those of which the caller is an active member, and no others.</summary>
internal sealed class Scope
{
    private const int MostNamed = 20;

    private Scope(List<Place> places) => Places = places.ToDictionary(place => place.N);

    public IReadOnlyDictionary<long, Place> Places { get; }

    /// <summary>How many messages there are in them, about.</summary>
    public long Messages => Places.Values.Sum(place => place.Messages);

    public static async ValueTask<Scope> LoadAsync(Queries queries, Caller caller, CancellationToken ct) => new(await queries.QueryAsync($"""
        select c.n, c.id, c.title, c.type, h.last_ordinal from members mb join conversations c on c.n = mb.conversation_n
        join conversation_heads h on h.conversation_n = c.n
        where mb.user_n = {caller.UserN} and c.workspace_n = {caller.WorkspaceN} and mb.status = {MemberStatus.Active} and c.deleted_at is null
        """, row => new Place(row.Long(0), new FoundIn(row.Id<ConversationId>(1), row.TextOrNull(2), row.Enum<ConversationType>(3)), row.Long(4)), ct));

    /// <summary>Those that are named by id or title; titles that only begin so where none is the same.</summary>
    public Scope Named(IReadOnlyList<string> names) => new([.. names.SelectMany(Named).DistinctBy(place => place.N).Take(MostNamed)]);

    private IEnumerable<Place> Named(string name)
    {
        if (ConversationId.TryParse(name, null, out var id))
            return Places.Values.Where(place => place.View.Id == id);

        var wanted = Plain(name);
        var titled = Places.Values.Where(place => place.View.Title is not null).Select(place => (Place: place, Title: Plain(place.View.Title!))).ToList();
        var same = titled.Where(t => t.Title == wanted).ToList();
        return (same.Count > 0 ? same : wanted.Length == 0 ? [] : titled.Where(t => t.Title.StartsWith(wanted, StringComparison.Ordinal)).ToList())
            .Select(t => t.Place);
    }

    private static string Plain(string title) =>
        string.Join(' ', Splitter.Split(title).Where(t => t.Kind is TokenKind.Word or TokenKind.LastLetter).Select(t => t.Term));

    internal sealed record Place(long N, FoundIn View, long Messages);
}
