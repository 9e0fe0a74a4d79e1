using Parley.Storage;

namespace Parley.Search;

/// <summary>Indexes the names of conversations and people that are new or have changed.</summary>
internal sealed class StaleNames(Database database, SearchIndex index)
{
    private const int Batch = 200;

    public async Task RunAsync(CancellationToken ct)
    {
        while (await NextAsync(database, null, Batch, ct) is { Count: > 0 } stale)
        {
            await database.WriteAsync(async transaction =>
            {
                // Read in here, so that a change that commits before is seen and one that commits after notes itself anew.
                foreach (var (kind, n) in stale)
                {
                    var name = await ReadAsync(transaction, kind, n, CancellationToken.None);
                    await index.NameAsync(transaction, kind, n, name is null ? null : IndexedWords.OfName(name.Text, name.Fact));
                    await transaction.WriteAsync($"delete from search_stale_names where kind = {kind} and n = {n}");
                }
            }, ct);
        }
    }

    public static ValueTask<List<(NameKind Kind, long N)>> NextAsync(Queries queries, NameKind? kind, int limit, CancellationToken ct) =>
        queries.QueryAsync($"""
            select kind, n from search_stale_names where kind >= {kind ?? NameKind.Conversation} and kind <= {kind ?? NameKind.Person} limit {limit}
            """, row => (row.Enum<NameKind>(0), row.Long(1)), ct);

    public static ValueTask<StaleName?> ReadAsync(Queries queries, NameKind kind, long n, CancellationToken ct) => kind == NameKind.Conversation
        ? queries.FindAsync($"select workspace_n, coalesce(title, ''), coalesce(description, '') from conversations where n = {n} and deleted_at is null", row => From(row, kind), ct)
        : queries.FindAsync($"select workspace_n, display_name, username from users where n = {n}", row => From(row, kind), ct);

    public static string Fact(long workspaceN, NameKind kind) => FormattableString.Invariant($"{Words.Token.FactMark}p{workspaceN}k{(int)kind}");

    private static StaleName From(Row row, NameKind kind) => new(row.Long(0), $"{row.Text(1)}\n{row.Text(2)}", Fact(row.Long(0), kind));

    internal sealed record StaleName(long WorkspaceN, string Text, string Fact);
}
