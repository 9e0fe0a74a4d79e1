using Parley.Access;
using Parley.Conversations.Log;
using Parley.Moderation;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Lists members: the active ones to every member; those of another status to whoever may ban.</summary>
public sealed class ListMembersHandler(ConversationAccess access, Database database, Blocks blocks)
{
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
            [.. found.Take(size).Select(m => blocked.IsWith(m.UserN) ? m.View with { LastSeenAt = null } : m.View)],
            found.Count > size ? PageSize.Cursor(found[size - 1].UserN) : null);
    }
}
