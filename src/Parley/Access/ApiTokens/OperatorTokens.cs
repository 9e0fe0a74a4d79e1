using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access.ApiTokens;

/// <summary>API tokens that the operator of the machine makes for an account.</summary>
public sealed class OperatorTokens(Database database, AuditLog audit, Revocations revocations, TimeProvider clock)
{
    /// <param name="userN">Whose it is.</param>
    /// <param name="workspaceN">That account's workspace.</param>
    /// <param name="command">Its name, what it may, and until when; all scopes when none are named.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="Refusal"><c>validation_failed</c>.</exception>
    public async Task<TokenView> AddAsync(long userN, long workspaceN, CreateToken command, CancellationToken ct)
    {
        Validation.Check(command);
        var now = clock.GetUtcNow();
        if (command.ExpiresAt <= now)
            throw new Refusal(Errors.ValidationFailed, "The token would have run out already.");

        var scopes = command.Scopes is { Count: > 0 } names ? names.Aggregate(Scopes.None, (all, name) => all | ScopeWords.Parse(name)) : Scopes.All;
        var (id, token) = (TokenId.New(), Secret.NewApiToken());
        await database.WriteAsync(async transaction =>
        {
            await transaction.WriteAsync($"""
                insert into api_tokens (id, user_n, name, hash, scopes, created_at, expires_at)
                values ({id}, {userN}, {command.Name}, {Secret.Hash(token)}, {scopes}, {now}, {command.ExpiresAt})
                """);
            await audit.NoteAsync(transaction, workspaceN, 0, null, AuditActions.TokenCreated, $"token:{id}");
        }, ct);
        return new(id, command.Name, ScopeWords.Of(scopes), now, null, command.ExpiresAt, token);
    }

    /// <summary>Takes back every token of that name that the account has, and says how many there were.</summary>
    public async Task<int> RevokeAsync(long userN, long workspaceN, string name, CancellationToken ct)
    {
        var revoked = await database.WriteAsync(async transaction =>
        {
            var ids = await transaction.QueryAsync(
                $"select id from api_tokens where user_n = {userN} and name = {name} and revoked_at is null", row => row.Id<TokenId>(0));
            await transaction.WriteAsync(
                $"update api_tokens set revoked_at = {clock.GetUtcNow()} where user_n = {userN} and name = {name} and revoked_at is null");
            foreach (var id in ids)
                await audit.NoteAsync(transaction, workspaceN, 0, null, AuditActions.TokenRevoked, $"token:{id}");

            return ids;
        }, ct);
        foreach (var token in revoked)
            revocations.RevokeToken(userN, token);

        return revoked.Count;
    }
}
