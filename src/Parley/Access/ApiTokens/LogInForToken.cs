using Parley.Access.LogIns;
using Parley.Audit;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access.ApiTokens;

/// <summary>
/// Signs in by password and gives an API token in place of a session, for clients that hold nothing else. A token ends by itself, and of
/// those with one name an account has only the newest: who logs in each day leaves no heap behind.
/// </summary>
public sealed class LogInForTokenHandler(Database database, PasswordCheck passwords, AuditLog audit, Revocations revocations, TimeProvider clock)
{
    /// <summary>How many tokens of one name stand beside each other: one a device.</summary>
    public const int Kept = 20;

    private const int EndedAtOnce = 1_000;

    public static readonly TimeSpan Lifetime = NewSession.Lifetime;

    /// <exception cref="Refusal"><c>bad_credentials</c>, <c>locked_out</c>, <c>account_disabled</c>.</exception>
    public async Task<GivenToken> HandleAsync(LogIn command, Device device, string name, CancellationToken ct)
    {
        var right = await passwords.RequireAsync(command, device, ct);
        var (account, id, token, now) = (right.Account, TokenId.New(), Secret.NewApiToken(), clock.GetUtcNow());
        var ended = await database.WriteAsync(async transaction =>
        {
            await right.KeepHashAsync(transaction);
            await transaction.WriteAsync($"""
                insert into api_tokens (id, user_n, name, hash, scopes, created_at, expires_at)
                values ({id}, {account.N}, {name}, {Secret.Hash(token)}, {Scopes.All}, {now}, {now + Lifetime})
                """);
            await audit.NoteAsync(
                transaction, account.WorkspaceN, account.N, device.Address, AuditActions.TokenCreated, $"token:{id}", ("name", name));
            return await EndOldestAsync(transaction, account, device, name, now);
        }, ct);
        foreach (var old in ended)
            revocations.RevokeToken(account.N, old);

        return new(account, token);
    }

    private async ValueTask<List<TokenId>> EndOldestAsync(Transaction transaction, AccountRow account, Device device, string name, DateTimeOffset now)
    {
        var old = await transaction.QueryAsync($"""
            select id from api_tokens where user_n = {account.N} and name = {name} and revoked_at is null
            order by n desc limit {EndedAtOnce} offset {Kept}
            """, row => row.Id<TokenId>(0));
        foreach (var id in old)
        {
            await transaction.WriteAsync($"update api_tokens set revoked_at = {now} where id = {id}");
            await audit.NoteAsync(transaction, account.WorkspaceN, account.N, device.Address, AuditActions.TokenRevoked, $"token:{id}");
        }

        return old;
    }
}

/// <summary>An API token that a log-in gave, shown this once, and whose it is.</summary>
public sealed record GivenToken(AccountRow Account, string Token);
