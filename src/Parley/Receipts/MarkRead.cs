using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Receipts;

/// <summary>
/// Moves one's read position forward, never back: one integer per member, whatever the number of messages. Takes back that one marked the
/// conversation unread, also where the position stays.
/// </summary>
public sealed class MarkReadHandler(ConversationAccess access, ConversationLog log, Database database)
{
    public async Task<Done> HandleAsync(Caller caller, MarkRead command, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, command.ConversationId, Permission.Read, ct);
        return await log.AppendAsync(membership, async entry =>
        {
            var now = (await entry.Transaction.FindAsync($"""
                select (select coalesce(max(ordinal), 0) from messages where conversation_n = {membership.ConversationN}),
                    (select coalesce(max(read_ordinal), 0) from members
                        where conversation_n = {membership.ConversationN} and user_n = {caller.UserN}),
                    (select max(unread_from) from members where conversation_n = {membership.ConversationN} and user_n = {caller.UserN})
                """, row => new { Last = row.Long(0), Read = row.Long(1), IsMarked = !row.IsNull(2) }))!;
            var ordinal = Math.Min(command.Ordinal ?? now.Last, now.Last);
            var moved = await entry.Transaction.WriteAsync($"""
                update members set read_ordinal = {ordinal}, last_seen_at = {entry.Now}
                where conversation_n = {membership.ConversationN} and user_n = {caller.UserN} and read_ordinal < {ordinal}
                """);
            if (moved > 0)
                entry.Tell(new Announcement(
                    membership.ConversationN, membership.ConversationId, 0,
                    new ReadAdvanced(membership.ConversationId, caller.UserId, ordinal) { Previous = now.Read }));

            if (now.IsMarked)
                await UnreadMark.SetAsync(entry, caller.UserN, null);

            await entry.ReadAsync(caller.UserN, ordinal, moved > 0 || now.IsMarked);
            return new Done();
        }, ct);
    }

    /// <summary>Who has read a message, by their read position; its author is not among them.</summary>
    public async Task<Listing<ReaderView>> ReadersAsync(Caller caller, MessageId id, string? cursor, int? limit, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, id, Permission.Read, ct);
        var size = PageSize.Checked(limit);
        var found = await database.QueryAsync($"""
            select m.user_n, u.id, u.display_name, m.read_ordinal from members m join users u on u.n = m.user_n
            where m.conversation_n = {message.Membership.ConversationN} and m.status = {MemberStatus.Active}
                and m.read_ordinal >= {message.Ordinal} and m.user_n <> {message.SenderN} and m.user_n > {PageSize.Position(cursor) ?? 0}
            order by m.user_n limit {size + 1}
            """, row => (N: row.Long(0), View: new ReaderView(row.Id<UserId>(1), row.Text(2), row.Long(3))), ct);
        return new([.. found.Take(size).Select(f => f.View)], found.Count > size ? PageSize.Cursor(found[size - 1].N) : null);
    }
}
