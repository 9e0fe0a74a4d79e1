using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access.ApiTokens;

/// <summary>Makes an API token. It can do no more than the credential that makes it.</summary>
public sealed class CreateTokenHandler(Database database, AuditLog audit, TimeProvider clock)
{
    public async Task<TokenView> HandleAsync(Caller caller, CreateToken command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var scopes = command.Scopes is { Count: > 0 } names ? names.Aggregate(Scopes.None, (all, name) => all | ScopeWords.Parse(name)) : caller.Scopes;
        if (!caller.Scopes.HasFlag(scopes))
            throw new Refusal(Errors.ScopeMissing, "A token makes no token that can do more than itself.");
        if (command.ExpiresAt <= now)
            throw new Refusal(Errors.ValidationFailed, "expires_at lies in the past.");
        if (caller.TokenId is not null && caller.ExpiresAt is { } own && (command.ExpiresAt is null || command.ExpiresAt > own))
            throw new Refusal(Errors.ScopeMissing, "A token makes no token that lasts longer than itself.");

        var (id, token) = (TokenId.New(), Secret.NewApiToken());
        await database.WriteAsync(async transaction =>
        {
            await transaction.WriteAsync($"""
                insert into api_tokens (id, user_n, name, hash, scopes, created_at, expires_at)
                values ({id}, {caller.UserN}, {command.Name}, {Secret.Hash(token)}, {scopes}, {now}, {command.ExpiresAt})
                """);
            await audit.NoteAsync(
                transaction, caller, AuditActions.TokenCreated, $"token:{id}", ("scopes", string.Join(' ', ScopeWords.Of(scopes))));
        }, ct);
        return new(id, command.Name, ScopeWords.Of(scopes), now, null, command.ExpiresAt, token);
    }
}
