using System.Collections.Concurrent;
using Parley.Access.Tokens;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Access;

/// <summary>Who stands behind a session, a cookie, an API token or a trusted issuer's word.</summary>
public sealed class Callers(
    Database database, CallerCache cache, UserDirectory directory, WorkspaceDirectory workspaces, Revocations revocations, UserNews news,
    TimeProvider clock)
{
    private static readonly TimeSpan UseIsNoted = TimeSpan.FromMinutes(1);
    private static readonly SqlText Account = new("u.n, u.id, u.workspace_n, w.id, u.role, u.disabled_at");

    private readonly ConcurrentDictionary<TokenId, DateTimeOffset> _noted = new();

    /// <exception cref="Refusal"><c>account_disabled</c>.</exception>
    public async ValueTask<Caller?> OfSessionAsync(SessionId session, CancellationToken ct)
    {
        var changes = cache.Changes;
        if (cache.Find(session) is { } known)
            return Valid(known.Caller);
        return Keep(session, changes, await database.FindAsync($"""
            select {Account}, s.id, s.expires_at, s.ended_at from sessions s join users u on u.n = s.user_n
            join workspaces w on w.n = u.workspace_n where s.id = {session}
            """, FromSession, ct));
    }

    /// <exception cref="Refusal"><c>account_disabled</c>.</exception>
    public async ValueTask<Caller?> OfCookieAsync(string cookie, CancellationToken ct)
    {
        var hash = Secret.Hash(cookie);
        var key = new CallerCache.HashKey(hash);
        var changes = cache.Changes;
        if (cache.Find(key) is { } known)
            return Valid(known.Caller);
        return Keep(key, changes, await database.FindAsync($"""
            select {Account}, s.id, s.expires_at, s.ended_at from sessions s join users u on u.n = s.user_n
            join workspaces w on w.n = u.workspace_n where s.cookie_hash = {hash}
            """, FromSession, ct));
    }

    /// <exception cref="Refusal"><c>account_disabled</c>.</exception>
    public async ValueTask<Caller?> OfTokenAsync(string token, CancellationToken ct)
    {
        if (!Secret.IsApiToken(token))
            return null;
        var hash = Secret.Hash(token);
        var key = new CallerCache.HashKey(hash);
        var changes = cache.Changes;
        var caller = cache.Find(key) is { } known
            ? Valid(known.Caller)
            : Keep(key, changes, await database.FindAsync($"""
                select {Account}, t.id, t.scopes, t.expires_at, t.revoked_at from api_tokens t join users u on u.n = t.user_n
                join workspaces w on w.n = u.workspace_n where t.hash = {hash}
                """, FromToken, ct));
        if (caller is not null)
            await NoteUseAsync(caller.TokenId!.Value, ct);
        return caller;
    }

    /// <summary>The account of a host application's user, made on first sight; its name and role follow the newest token.</summary>
    /// <exception cref="Refusal"><c>account_disabled</c>.</exception>
    public async ValueTask<Caller?> OfTrustedAsync(TrustedPerson person, CancellationToken ct)
    {
        if (await workspaces.FindAsync(person.Issuer.Workspace, ct) is not { } workspace || !Validation.IsUnicode(person.ExternalId))
            return null;
        var key = new CallerCache.ExternalKey(workspace.N, person.ExternalId);
        var (name, role) = (Names.ShownOrNull(person.Name), Role(person));
        var changes = cache.Changes;
        if (cache.Find(key) is { } known && (person.IssuedAt < known.AsOf || (known.Name == name && known.Role == role)))
            return known.Caller with { ExpiresAt = person.ExpiresAt };

        var account = await directory.ExternalAsync(workspace.N, person.ExternalId, name, role ?? WorkspaceRole.Member, ct);
        if (await UpdateAsync(account.N, name, role, ct))
        {
            revocations.ChangeAccount(account.N);
            changes = cache.Changes;
        }

        var found = await database.FindAsync($"""
            select {Account} from users u join workspaces w on w.n = u.workspace_n where u.n = {account.N}
            """, row => From(row, false), ct);
        var caller = Valid(found);
        cache.Keep(key, new(caller!, name, role, person.IssuedAt), changes);
        return caller! with { ExpiresAt = person.ExpiresAt };
    }

    /// <summary>The same caller as it stands now, or nothing when the credential has ended since.</summary>
    /// <exception cref="Refusal"><c>account_disabled</c>.</exception>
    public async ValueTask<Caller?> AgainAsync(Caller caller, CancellationToken ct)
    {
        if (caller.SessionId is { } session)
            return await OfSessionAsync(session, ct);
        var found = caller.TokenId is { } token
            ? await database.FindAsync($"""
                select {Account}, t.id, t.scopes, t.expires_at, t.revoked_at from api_tokens t join users u on u.n = t.user_n
                join workspaces w on w.n = u.workspace_n where t.id = {token}
                """, FromToken, ct)
            : await database.FindAsync($"""
                select {Account} from users u join workspaces w on w.n = u.workspace_n where u.n = {caller.UserN}
                """, row => From(row, false), ct);
        return Valid(found) is { } now ? now with { ExpiresAt = caller.ExpiresAt } : null;
    }

    // An owner is made by hand, in Parley: the word "owner" in a host application may well mean the owner of a house.
    private static WorkspaceRole? Role(TrustedPerson person) =>
        person.Issuer.RoleClaim is null ? null
        : string.Equals(person.Role, "admin", StringComparison.OrdinalIgnoreCase) ? WorkspaceRole.Admin
        : WorkspaceRole.Member;

    // True when the role changed. Nothing is written where nothing differs; an owner keeps the role whatever the claim says.
    private async ValueTask<bool> UpdateAsync(long userN, string? name, WorkspaceRole? role, CancellationToken ct)
    {
        var now = (await database.FindAsync($"select display_name, role from users where n = {userN}", row => new
        {
            Name = row.Text(0), Role = row.Enum<WorkspaceRole>(1),
        }, ct))!;
        var (newName, newRole) = (name ?? now.Name, now.Role == WorkspaceRole.Owner ? now.Role : role ?? now.Role);
        if (newName != now.Name || newRole != now.Role)
        {
            await database.WriteAsync(async transaction =>
            {
                var changed = await transaction.WriteAsync($"""
                    update users set display_name = {newName}, display_key = {Names.Key(newName)}, role = {newRole}
                    where n = {userN} and role = {now.Role}
                    """);
                if (changed > 0)
                    await news.TellAsync(transaction, userN);
            }, ct);
        }

        return newRole != now.Role;
    }

    private async ValueTask NoteUseAsync(TokenId token, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var isNoted = _noted.TryGetValue(token, out var last)
            ? now - last < UseIsNoted || !_noted.TryUpdate(token, now, last)
            : !_noted.TryAdd(token, now);
        if (isNoted || database.State != StorageState.Ready)
            return;

        await database.WriteAsync(
            async transaction => await transaction.WriteAsync($"update api_tokens set last_used_at = {now} where id = {token}"), ct);
    }

    private Caller? Keep(object credential, int changes, Found? found)
    {
        var caller = Valid(found);
        if (caller is not null)
            cache.Keep(credential, new(caller), changes);
        return caller;
    }

    private Caller? Valid(Found? found)
    {
        if (found is { IsDisabled: true })
            throw new Refusal(Errors.AccountDisabled);
        return found is { HasEnded: false } ? Valid(found.Caller) : null;
    }

    private Caller? Valid(Caller caller) => caller.ExpiresAt is { } end && end <= clock.GetUtcNow() ? null : caller;

    private static Found FromSession(Row row)
    {
        var found = From(row, !row.IsNull(8));
        return found with { Caller = found.Caller with { SessionId = row.Id<SessionId>(6), ExpiresAt = row.Time(7) } };
    }

    private static Found FromToken(Row row)
    {
        var found = From(row, !row.IsNull(9));
        return found with
        {
            Caller = found.Caller with { TokenId = row.Id<TokenId>(6), Scopes = row.Enum<Scopes>(7), ExpiresAt = row.TimeOrNull(8) },
        };
    }

    private static Found From(Row row, bool hasEnded) => new(
        new Caller(row.Id<UserId>(1), row.Long(0), row.Id<WorkspaceId>(3), row.Long(2), row.Enum<WorkspaceRole>(4)), !row.IsNull(5), hasEnded);

    private sealed record Found(Caller Caller, bool IsDisabled, bool HasEnded);
}
