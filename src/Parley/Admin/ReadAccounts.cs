using Parley.Access;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>Accounts for administrators: a list by filter, and one with its log-ins and conversations.</summary>
public sealed class ReadAccountsHandler(AdminAccess access, Accounts accounts, UserDirectory directory, Database database, TimeProvider clock)
{
    public async Task<Listing<AdminUserView>> ListAsync(
        Caller caller, string? workspace, AdminUserFilter filter, UserSort sort, string? cursor, int? limit, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var (size, skip) = (PageSize.Checked(limit), PageSize.Position(cursor) ?? 0);
        var type = Filters.Checked(filter.AccountType);
        var found = await accounts.FindAsync(admin, filter with { AccountType = type }, sort, skip, size + 1, ct);
        var items = new List<AdminUserView>();
        foreach (var n in found.Take(size))
            items.Add(await accounts.ViewAsync(n, ct));

        return new(items, found.Count > size ? PageSize.Cursor(skip + size) : null);
    }

    public async Task<AdminUserDetails> OneAsync(Caller caller, string? workspace, string name, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var person = await directory.FindAsync(admin.WorkspaceN, name, ct) ?? throw new Refusal(Errors.UserNotFound);
        var sessions = await database.QueryAsync($"""
            select id, user_agent, address, created_at, last_used_at from sessions
            where user_n = {person.N} and ended_at is null and expires_at > {clock.GetUtcNow()} order by last_used_at desc, n desc limit 200
            """, row => new SessionView(
                row.Id<SessionId>(0), row.TextOrNull(1), row.TextOrNull(2), row.Time(3), row.Time(4), row.Id<SessionId>(0) == caller.SessionId), ct);
        var memberships = await database.QueryAsync($"""
            select c.id, c.type, c.title, m.role, m.status, m.joined_at from members m join conversations c on c.n = m.conversation_n
            where m.user_n = {person.N} and c.deleted_at is null order by m.conversation_n desc limit 200
            """, row => new AdminMembershipView(
                row.Id<ConversationId>(0), row.Enum<ConversationType>(1), row.TextOrNull(2), row.Enum<MemberRole>(3), row.Enum<MemberStatus>(4),
                row.Time(5)), ct);
        return new(await accounts.ViewAsync(person.N, ct), sessions, memberships);
    }
}
