using Parley.Audit;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access.LogIns;

/// <summary>
/// Changes a refresh token for a new pair. Each is good once; one that comes again was stolen, by whoever came first or second, so the
/// login ends for both. Two tabs of one browser may come with the same one within 10 s. One that a dialect's log-in gave is good again and
/// again, until the session ends.
/// </summary>
public sealed class RefreshLogInHandler(Database database, NewSession sessions, Revocations revocations, AuditLog audit, TimeProvider clock)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public async Task<LoggedIn> HandleAsync(RefreshLogIn command, Device device, CancellationToken ct)
    {
        var (hash, next, cookie, now) = (Secret.Hash(command.RefreshToken), Secret.New(), Secret.New(), clock.GetUtcNow());
        var outcome = await database.WriteAsync<Outcome>(async transaction =>
        {
            var login = await transaction.FindAsync($"""
                select s.n, s.id, s.user_n, s.expires_at, s.ended_at, s.cookie_hash, t.used_at, t.lasting from refresh_tokens t
                join sessions s on s.n = t.session_n where t.hash = {hash}
                """, row => new
            {
                N = row.Long(0), Id = row.Id<SessionId>(1), UserN = row.Long(2), End = row.Time(3), HasEnded = !row.IsNull(4),
                CookieHash = row.IsNull(5) ? [] : row.Bytes(5), UsedAt = row.TimeOrNull(6), IsLasting = row.Bool(7),
            }) ?? throw new Refusal(Errors.NotSignedIn);
            if (login.HasEnded || login.End <= now)
                throw new Refusal(Errors.NotSignedIn);
            if (login.UsedAt is { } used && now - used > Grace)
            {
                await transaction.WriteAsync($"update sessions set ended_at = {now}, cookie_hash = {(byte[]?)null} where n = {login.N}");
                await NoteReplayAsync(transaction, login.UserN, login.Id, device);
                return new Replayed(login.UserN, login.Id);
            }

            var account = (await transaction.FindAsync($"select {AccountRow.Columns} from users u where u.n = {login.UserN}", AccountRow.From))!;
            if (account.DisabledAt is not null)
                throw new Refusal(Errors.AccountDisabled);

            if (!login.IsLasting)
            {
                await transaction.WriteAsync($"update refresh_tokens set used_at = {now} where hash = {hash} and used_at is null");
                await transaction.WriteAsync($"insert into refresh_tokens (hash, session_n, issued_at) values ({Secret.Hash(next)}, {login.N}, {now})");
            }

            // The cookie stays where it is right: of two tabs' answers the browser would keep the one that we do not.
            var keepsCookie = device.Cookie is { } held && Secret.Hash(held).AsSpan().SequenceEqual(login.CookieHash);
            var cookieHash = keepsCookie ? login.CookieHash : Secret.Hash(cookie);
            await transaction.WriteAsync($"""
                update sessions set last_used_at = {now}, expires_at = {now + NewSession.Lifetime}, cookie_hash = {cookieHash},
                    address = {device.Address}, user_agent = {device.UserAgent} where n = {login.N}
                """);
            await transaction.WriteAsync($"delete from refresh_tokens where session_n = {login.N} and used_at < {now - NewSession.Lifetime}");
            return new Renewed(account, login.Id, keepsCookie, login.IsLasting ? command.RefreshToken : next);
        }, ct);

        switch (outcome)
        {
            case Renewed renewed:
                revocations.RenewSession(renewed.Account.N, renewed.Session);
                return new(
                    sessions.Answer(renewed.Account, renewed.Session, renewed.RefreshToken), renewed.KeepsCookie ? device.Cookie : cookie, renewed.Account, renewed.Session);
            default:
                var replayed = (Replayed)outcome;
                revocations.EndSession(replayed.UserN, replayed.Session);
                throw new Refusal(Errors.RefreshReplayed);
        }
    }

    private async ValueTask NoteReplayAsync(Transaction transaction, long userN, SessionId session, Device device)
    {
        var account = (await transaction.FindAsync($"select {AccountRow.Columns} from users u where u.n = {userN}", AccountRow.From))!;
        await audit.NoteAsync(
            transaction, account.WorkspaceN, 0, device.Address, AuditActions.LogInReplayed, $"user:{account.Id}", ("session", session.ToString()));
    }

    private abstract record Outcome;

    private sealed record Renewed(AccountRow Account, SessionId Session, bool KeepsCookie, string RefreshToken) : Outcome;

    private sealed record Replayed(long UserN, SessionId Session) : Outcome;
}
