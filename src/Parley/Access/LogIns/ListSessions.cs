using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access.LogIns;

/// <summary>One's own log-ins that are open, the last used first.</summary>
public sealed class ListSessionsHandler(Database database, TimeProvider clock)
{
    public async Task<Listing<SessionView>> HandleAsync(Caller caller, CancellationToken ct) => new(await database.QueryAsync($"""
        select id, user_agent, address, created_at, last_used_at from sessions
        where user_n = {caller.UserN} and ended_at is null and expires_at > {clock.GetUtcNow()} order by last_used_at desc, n desc limit 200
        """, row => new SessionView(
            row.Id<SessionId>(0), row.TextOrNull(1), row.TextOrNull(2), row.Time(3), row.Time(4), row.Id<SessionId>(0) == caller.SessionId), ct));
}
