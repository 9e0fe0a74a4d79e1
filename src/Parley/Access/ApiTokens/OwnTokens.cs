using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access.ApiTokens;

/// <summary>One's own API tokens: the list, and taking one back.</summary>
public sealed class OwnTokensHandler(Database database, Revocations revocations, AuditLog audit, TimeProvider clock)
{
    public async Task<Listing<TokenView>> ListAsync(Caller caller, CancellationToken ct) => new(await database.QueryAsync($"""
        select id, name, scopes, created_at, last_used_at, expires_at from api_tokens
        where user_n = {caller.UserN} and revoked_at is null order by n desc limit 200
        """, row => new TokenView(
            row.Id<TokenId>(0), row.Text(1), ScopeWords.Of(row.Enum<Scopes>(2)), row.Time(3), row.TimeOrNull(4), row.TimeOrNull(5)), ct));

    /// <exception cref="Refusal"><c>not_found</c> where it is not the caller's own.</exception>
    public async Task RevokeAsync(Caller caller, TokenId token, CancellationToken ct)
    {
        var revoked = await database.WriteAsync(async transaction =>
        {
            var changed = await transaction.WriteAsync($"""
                update api_tokens set revoked_at = {clock.GetUtcNow()} where id = {token} and user_n = {caller.UserN} and revoked_at is null
                """);
            if (changed > 0)
                await audit.NoteAsync(transaction, caller, AuditActions.TokenRevoked, $"token:{token}");
            return changed;
        }, ct);
        if (revoked == 0)
            throw new Refusal(Errors.NotFound);

        revocations.RevokeToken(caller.UserN, token);
    }
}
