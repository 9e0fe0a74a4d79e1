using Parley.Access;
using Parley.Conversations.Log;
using Parley.Moderation;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Lists members: the active ones to every member; those of another status to whoever may ban.</summary>
public sealed class ListMembersHandler(ConversationAccess access, Database database, Blocks blocks)
{
    private const int Completions = 20;
    private const int FewMembers = 1_000;
    private const string Last = "\U0010FFFF";   // after whatever a name may go on with

    public async Task<Listing<MemberView>> HandleAsync(
        Caller caller, ConversationId id, MemberStatus? status, string? cursor, int? limit, CancellationToken ct)
    {
        var asked = status ?? MemberStatus.Active;
        var needed = asked == MemberStatus.Active ? Permission.Read : Permission.BanMembers;
        var membership = await access.RequireAsync(caller, id, needed, ct);
        var size = limit is null ? Limits.PageItems : PageSize.Checked(limit);
        var found = await database.QueryAsync($"""
            select {MemberRow.Columns} from members m join users u on u.n = m.user_n
            where m.conversation_n = {membership.ConversationN} and m.status = {asked} and m.user_n > {PageSize.Position(cursor) ?? 0}
            order by m.user_n limit {size + 1}
            """, MemberRow.From, ct);
        var blocked = await blocks.OfAsync(caller.UserN);
        return new(
            [.. found.Take(size).Select(m => Seen(m, blocked))],
            found.Count > size ? PageSize.Cursor(found[size - 1].UserN) : null);
    }

    /// <summary>Active members whose user name or shown name begins so, for completing a mention; one page, by user name.</summary>
    public async Task<Listing<MemberView>> CompleteAsync(Caller caller, ConversationId id, string query, int? limit, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        var size = limit is null ? Completions : PageSize.Checked(limit);
        var from = Names.Key(query);
        var to = from + Last;
        var blocked = await blocks.OfAsync(caller.UserN);
        var members = await database.NumberAsync($"select member_count from conversations where n = {membership.ConversationN}", ct);
        if (members <= FewMembers)
        {
            var few = await database.QueryAsync($"""
                select {MemberRow.Columns} from members m join users u on u.n = m.user_n
                where m.conversation_n = {membership.ConversationN} and m.status = {MemberStatus.Active}
                    and ((u.username_key >= {from} and u.username_key < {to}) or (u.display_key >= {from} and u.display_key < {to}))
                order by u.username_key limit {size}
                """, MemberRow.From, ct);
            return new([.. few.Select(m => Seen(m, blocked))]);
        }

        // From the names, which are in order in their indexes, to who of them is a member: stops as soon as there are enough.
        var byUsername = await database.QueryAsync($"""
            select {MemberRow.Columns} from users u cross join members m
            where u.workspace_n = {caller.WorkspaceN} and u.username_key >= {from} and u.username_key < {to}
                and m.conversation_n = {membership.ConversationN} and m.user_n = u.n and m.status = {MemberStatus.Active}
            order by u.username_key limit {size}
            """, MemberRow.From, ct);
        var byName = await database.QueryAsync($"""
            select {MemberRow.Columns} from users u cross join members m
            where u.workspace_n = {caller.WorkspaceN} and u.display_key >= {from} and u.display_key < {to}
                and m.conversation_n = {membership.ConversationN} and m.user_n = u.n and m.status = {MemberStatus.Active}
            order by u.display_key limit {size}
            """, MemberRow.From, ct);
        return new([.. byUsername.Concat(byName).DistinctBy(m => m.UserN).Take(size).Select(m => Seen(m, blocked))]);
    }

    private static MemberView Seen(MemberRow member, BlocksOf blocked) => blocked.IsWith(member.UserN) ? member.View with { LastSeenAt = null } : member.View;
}
