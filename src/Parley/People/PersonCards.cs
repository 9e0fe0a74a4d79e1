using System.Collections.Concurrent;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.People;

/// <summary>What is shown of an account beside what it says, with its row's number; the address is for whoever may show it.</summary>
public sealed record PersonCard(
    long N, UserId Id, long WorkspaceN, string Username, string DisplayName, string? Email, string AccountType, WorkspaceRole Role,
    string? AvatarUrl, DateTimeOffset CreatedAt, bool IsDisabled)
{
    internal static readonly SqlText Columns = new(
        "u.n, u.id, u.workspace_n, u.username, u.display_name, u.email, u.account_type, u.role, u.avatar_url, u.created_at, u.disabled_at");

    internal static PersonCard From(Row row) => new(
        row.Long(0), row.Id<UserId>(1), row.Long(2), row.Text(3), row.Text(4), row.TextOrNull(5), row.Text(6), row.Enum<WorkspaceRole>(7),
        row.TextOrNull(8), row.Time(9), !row.IsNull(10));
}

/// <summary>The cards of people, for the dialects: by id, by number, all of a workspace.</summary>
public sealed class PersonCards(Database database, TimeProvider clock)
{
    private const int Kept = 100_000;

    // What is told live may show a name as it was so long ago.
    private static readonly TimeSpan Recently = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<UserId, (PersonCard Card, long At)> _recent = new();

    /// <summary>Somebody who is known to exist.</summary>
    public async ValueTask<PersonCard> OfAsync(UserId id, CancellationToken ct) =>
        await database.FindAsync($"select {PersonCard.Columns} from users u where u.id = {id}", PersonCard.From, ct)
            ?? throw new InvalidOperationException($"There is no user {id}.");

    /// <summary>All of these people, each once.</summary>
    public async ValueTask<IReadOnlyDictionary<UserId, PersonCard>> OfAsync(IEnumerable<UserId> ids, CancellationToken ct)
    {
        var cards = new Dictionary<UserId, PersonCard>();
        foreach (var id in ids)
        {
            if (!cards.ContainsKey(id))
                cards[id] = await OfAsync(id, ct);
        }

        return cards;
    }

    /// <summary>By the row's number, in one workspace; nobody where there is no such account.</summary>
    public ValueTask<PersonCard?> FindAsync(long workspaceN, long n, CancellationToken ct) => database.FindAsync(
        $"select {PersonCard.Columns} from users u where u.n = {n} and u.workspace_n = {workspaceN}", PersonCard.From, ct);

    /// <summary>By id, in one workspace; nobody where there is no such account.</summary>
    public ValueTask<PersonCard?> FindAsync(long workspaceN, UserId id, CancellationToken ct) => database.FindAsync(
        $"select {PersonCard.Columns} from users u where u.id = {id} and u.workspace_n = {workspaceN}", PersonCard.From, ct);

    /// <summary>By user name, in one workspace; nobody where there is no such account.</summary>
    public ValueTask<PersonCard?> FindAsync(long workspaceN, string username, CancellationToken ct) => database.FindAsync(
        $"select {PersonCard.Columns} from users u where u.workspace_n = {workspaceN} and u.username_key = {Names.Key(username)}", PersonCard.From, ct);

    /// <summary>The accounts of a workspace that are not disabled, by e-mail address, then number; those without an address last.</summary>
    public async ValueTask<List<PersonCard>> EverybodyAsync(long workspaceN, long skip, int take, CancellationToken ct) =>
        await database.QueryAsync($"""
            select {PersonCard.Columns} from users u where u.workspace_n = {workspaceN} and u.disabled_at is null
            order by u.email_key is null, u.email_key, u.n limit {take} offset {skip}
            """, PersonCard.From, ct);

    /// <summary>How many accounts of a workspace are not disabled.</summary>
    public ValueTask<long> CountAsync(long workspaceN, CancellationToken ct) =>
        database.NumberAsync($"select count(*) from users where workspace_n = {workspaceN} and disabled_at is null", ct);

    /// <summary>For events, on the publisher's thread: as they were at most 5 s ago, and at once.</summary>
    public PersonCard Recent(UserId id)
    {
        if (_recent.TryGetValue(id, out var known) && clock.GetElapsedTime(known.At) < Recently)
            return known.Card;

        if (_recent.Count >= Kept)
            _recent.Clear();

        var card = OfAsync(id, CancellationToken.None).AtOnce();
        _recent[id] = (card, clock.GetTimestamp());
        return card;
    }
}
