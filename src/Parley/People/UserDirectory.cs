using System.Collections.Concurrent;
using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.People;

/// <summary>An account as handlers refer to it: its row's number and its id.</summary>
public sealed record Person(long N, UserId Id);

/// <summary>
/// Finds the accounts that callers name: by UUID, or <c>external:ID</c> for a host application's own users, who are made on first sight.
/// </summary>
public sealed class UserDirectory(Database database, UserNumbers numbers, TimeProvider clock)
{
    public const string ExternalPrefix = "external:";

    private const int Kept = 500_000;

    private readonly ConcurrentDictionary<(long WorkspaceN, string Name), Person> _known = new();

    /// <summary>The named people in order.</summary>
    /// <exception cref="Refusal"><c>user_not_found</c> for an id nobody in the workspace has.</exception>
    public async ValueTask<IReadOnlyList<Person>> ResolveAsync(long workspaceN, IReadOnlyList<string> names, CancellationToken ct)
    {
        var people = new Person?[names.Count];
        var strangers = new List<(int At, string ExternalId)>();
        for (var i = 0; i < names.Count; i++)
        {
            people[i] = await FindAsync(workspaceN, names[i], ct);
            if (people[i] is null && ExternalId(names[i]) is { } externalId)
                strangers.Add((i, externalId));
            else if (people[i] is null)
                throw new Refusal(Errors.UserNotFound, $"There is no user {names[i]}.");
        }

        if (strangers.Count > 0)
        {
            var made = await database.WriteAsync(async transaction =>
            {
                var newcomers = new List<Person>();
                foreach (var (_, externalId) in strangers)
                    newcomers.Add(await FindOrMakeAsync(transaction, workspaceN, externalId, null, WorkspaceRole.Member));

                return newcomers;
            }, ct);
            for (var i = 0; i < strangers.Count; i++)
                people[strangers[i].At] = Keep(workspaceN, ExternalPrefix + strangers[i].ExternalId, made[i]);
        }

        return people!;
    }

    /// <summary>A host application's user, made on first sight.</summary>
    public async ValueTask<Person> ExternalAsync(
        long workspaceN, string externalId, string? displayName, WorkspaceRole role, CancellationToken ct) =>
        await FindAsync(workspaceN, ExternalPrefix + externalId, ct) ?? Keep(workspaceN, ExternalPrefix + externalId, await database.WriteAsync(
            transaction => FindOrMakeAsync(transaction, workspaceN, externalId, displayName, role), ct));

    /// <summary>Whether the name, in either form, is this account's. Makes none.</summary>
    public async ValueTask<bool> IsAsync(long workspaceN, string name, UserId id, CancellationToken ct) =>
        (await FindAsync(workspaceN, name, ct))?.Id == id;

    private static string? ExternalId(string name) =>
        name.StartsWith(ExternalPrefix, StringComparison.Ordinal) && name.Length is > 9 and <= 264 ? name[ExternalPrefix.Length..] : null;

    /// <summary>The named person, or nobody; makes none.</summary>
    public async ValueTask<Person?> FindAsync(long workspaceN, string name, CancellationToken ct)
    {
        if (_known.TryGetValue((workspaceN, name), out var known))
            return known;

        var found = ExternalId(name) is { } externalId
            ? await database.FindAsync(
                $"select n, id from users where workspace_n = {workspaceN} and external_id = {externalId}", From, ct)
            : UserId.TryParse(name, null, out var id)
                ? await database.FindAsync($"select n, id from users where id = {id} and workspace_n = {workspaceN}", From, ct)
                : null;
        return found is null ? null : Keep(workspaceN, name, found);
    }

    private async ValueTask<Person> FindOrMakeAsync(
        Transaction transaction, long workspaceN, string externalId, string? displayName, WorkspaceRole role)
    {
        if (await transaction.FindAsync($"select n, id from users where workspace_n = {workspaceN} and external_id = {externalId}", From) is { } found)
            return found;

        // The user name is the host's id where that is free; otherwise it is made unique by the account's own id.
        var id = UserId.New();
        var key = externalId.ToLowerInvariant();
        var taken = await transaction.NumberAsync($"select 1 from users where workspace_n = {workspaceN} and username_key = {key}") == 1;
        var username = taken ? $"{externalId}-{id.Value:N}" : externalId;
        var name = string.IsNullOrWhiteSpace(displayName) ? externalId : displayName.Trim();
        await transaction.WriteAsync($"""
            insert into users (id, workspace_n, username, username_key, display_name, display_key, account_type, role, external_id, created_at)
            values ({id}, {workspaceN}, {username}, {username.ToLowerInvariant()}, {name}, {name.ToLowerInvariant()}, {"member"}, {role},
                {externalId}, {clock.GetUtcNow()})
            """);
        return new Person(transaction.LastRow, id);
    }

    private static Person From(Row row) => new(row.Long(0), row.Id<UserId>(1));

    private Person Keep(long workspaceN, string name, Person person)
    {
        if (_known.Count >= Kept)
            _known.Clear();

        numbers.Keep(person.N, person.Id);
        return _known[(workspaceN, name)] = person;
    }
}
