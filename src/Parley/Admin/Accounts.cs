using Parley.Access;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>Finds accounts for administrators and shows them with what the server knows of their use.</summary>
public sealed class Accounts(Database database, TimeProvider clock)
{
    private static readonly SqlText Newest = new("u.n desc");
    private static readonly SqlText ByName = new("u.display_key, u.n");
    private static readonly SqlText ByLogIn = new("(select coalesce(max(s.created_at), 0) from sessions s where s.user_n = u.n) desc, u.n");
    private static readonly SqlText ByMessages = new("(select coalesce(max(p.messages), 0) from people_counts p where p.user_n = u.n) desc, u.n");

    /// <summary>The rows' numbers, at most <paramref name="limit"/> after <paramref name="skip"/>.</summary>
    public async ValueTask<List<long>> FindAsync(Caller caller, AdminUserFilter filter, UserSort sort, long skip, int limit, CancellationToken ct)
    {
        var query = Filters.Checked(filter.Query);
        var pattern = LikePattern.Holding(query);
        var order = sort switch { UserSort.Name => ByName, UserSort.LastLogIn => ByLogIn, UserSort.Messages => ByMessages, _ => Newest };
        return await database.QueryAsync($"""
            select u.n from users u
            where u.workspace_n = {caller.WorkspaceN}
                and ({query} is null or u.username_key like {pattern} escape '!' or u.display_key like {pattern} escape '!'
                    or u.email_key like {pattern} escape '!' or u.external_id = {query})
                and ({filter.AccountType} is null or u.account_type = {filter.AccountType})
                and ({(int?)filter.Role} is null or u.role = {(int?)filter.Role})
                and ({filter.State is UserState.Disabled} = 0 or u.disabled_at is not null)
                and ({filter.State is UserState.Active} = 0 or u.disabled_at is null)
                and ({filter.State is UserState.NeverSignedIn} = 0 or (
                    not exists (select 1 from sessions s where s.user_n = u.n)
                    and not exists (select 1 from people_counts p where p.user_n = u.n)
                    and not exists (select 1 from members m where m.user_n = u.n and m.last_seen_at is not null)))
            order by {order} limit {limit} offset {skip}
            """, row => row.Long(0), ct);
    }

    public async ValueTask<AdminUserView> ViewAsync(long userN, CancellationToken ct)
    {
        var account = (await database.FindAsync($"select {AccountRow.Columns} from users u where u.n = {userN}", AccountRow.From, ct))!;
        return (await database.FindAsync($"""
            select max(s.created_at), max(s.last_used_at), coalesce(sum(case when s.ended_at is null and s.expires_at > {clock.GetUtcNow()} then 1 else 0 end), 0),
                (select max(m.last_seen_at) from members m where m.user_n = {userN}),
                (select coalesce(max(p.messages), 0) from people_counts p where p.user_n = {userN})
            from sessions s where s.user_n = {userN}
            """, row => new AdminUserView(
                account.View(withEmail: true, clock.GetUtcNow()), row.TimeOrNull(0), Later(row.TimeOrNull(1), row.TimeOrNull(3)), row.Long(2), row.Long(4),
                account.ExternalId), ct))!;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;
}
