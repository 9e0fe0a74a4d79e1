using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access.LogIns;

/// <summary>Ends log-ins: this one, a named one, all of a person. Refused from the next call on, and their sockets closed.</summary>
public sealed class EndSessionsHandler(Database database, Revocations revocations, AuditLog audit, TimeProvider clock)
{
    /// <summary>Logs out; somebody who came without a session, or whose session ended this instant, has nothing to end.</summary>
    public async Task EndAsync(Caller caller, CancellationToken ct)
    {
        if (caller.SessionId is { } session)
            await EndsAsync(caller, session, ct);
    }

    /// <exception cref="Refusal"><c>not_found</c> where it is not the caller's own, or has ended.</exception>
    public async Task EndAsync(Caller caller, SessionId session, CancellationToken ct)
    {
        if (!await EndsAsync(caller, session, ct))
            throw new Refusal(Errors.NotFound);
    }

    /// <summary>All of one's own.</summary>
    public async Task EndAllAsync(Caller caller, CancellationToken ct)
    {
        var ended = await database.WriteAsync(async transaction =>
        {
            await audit.NoteAsync(transaction, caller, AuditActions.LoggedOutEverywhere, $"user:{caller.UserId}");
            return await EndAllAsync(transaction, caller.UserN, except: null);
        }, ct);
        Tell(caller.UserN, ended);
    }

    /// <summary>As part of a larger change; its maker calls <see cref="Tell"/> after the commit.</summary>
    public async ValueTask<IReadOnlyList<SessionId>> EndAllAsync(Transaction transaction, long userN, SessionId? except)
    {
        var spared = except ?? default;
        var ended = await transaction.QueryAsync(
            $"select id from sessions where user_n = {userN} and ended_at is null and id <> {spared}", row => row.Id<SessionId>(0));
        await transaction.WriteAsync($"""
            update sessions set ended_at = {clock.GetUtcNow()}, cookie_hash = {(byte[]?)null}
            where user_n = {userN} and ended_at is null and id <> {spared}
            """);
        return ended;
    }

    public void Tell(long userN, IReadOnlyList<SessionId> ended)
    {
        foreach (var session in ended)
            revocations.EndSession(userN, session);
    }

    private async Task<bool> EndsAsync(Caller caller, SessionId session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var ended = await database.WriteAsync(async transaction => await transaction.WriteAsync($"""
            update sessions set ended_at = {now}, cookie_hash = {(byte[]?)null} where id = {session} and user_n = {caller.UserN} and ended_at is null
            """), ct);
        if (ended > 0)
            revocations.EndSession(caller.UserN, session);
        return ended > 0;
    }
}
