using Parley.Access.Tokens;
using Parley.Audit;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access.LogIns;

/// <summary>What a log-in gives: the answer, and the cookie to set where there is a new one.</summary>
public sealed record LoggedIn(SignedIn Answer, string? Cookie, AccountRow Account, SessionId Session);

/// <summary>Begins a session: its row, its first refresh token, its cookie.</summary>
public sealed class NewSession(AccessTokens accessTokens, AuditLog audit, TimeProvider clock)
{
    /// <summary>How long a session lasts after it was last refreshed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public async ValueTask<LoggedIn> BeginAsync(
        Transaction transaction, AccountRow account, Device device, string action = AuditActions.LoggedIn)
    {
        var (id, refresh, cookie, now) = (SessionId.New(), Secret.New(), Secret.New(), clock.GetUtcNow());
        await transaction.WriteAsync($"""
            insert into sessions (id, user_n, cookie_hash, user_agent, address, created_at, last_used_at, expires_at)
            values ({id}, {account.N}, {Secret.Hash(cookie)}, {device.UserAgent}, {device.Address}, {now}, {now}, {now + Lifetime})
            """);
        await transaction.WriteAsync($"""
            insert into refresh_tokens (hash, session_n, issued_at, lasting)
            values ({Secret.Hash(refresh)}, {transaction.LastRow}, {now}, {device.KeepsRefreshToken})
            """);
        await audit.NoteAsync(transaction, account.WorkspaceN, account.N, device.Address, action, $"user:{account.Id}", ("session", id.ToString()));
        return new(Answer(account, id, refresh), cookie, account, id);
    }

    public SignedIn Answer(AccountRow account, SessionId session, string refreshToken) => new(
        account.View(withEmail: true, clock.GetUtcNow()), accessTokens.Create(account.Id, session), refreshToken, (long)AccessTokens.Lifetime.TotalSeconds);
}
