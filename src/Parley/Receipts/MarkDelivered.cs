using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Receipts;

/// <summary>
/// Moves how far messages have reached a person's devices forward, never back. What is known already is not written: most of what comes
/// here was overtaken by reading. In a conversation of many nobody asks, and each message would bring a write per member: nothing is kept there.
/// </summary>
public sealed class MarkDeliveredHandler(ConversationAccess access, ConversationLog log, Database database)
{
    public async Task<Done> HandleAsync(Caller caller, MarkDelivered command, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, command.ConversationId, Permission.Read, ct);
        var now = await database.FindAsync($"""
            select c.member_count, h.last_ordinal, m.read_ordinal, m.delivered_ordinal from conversations c
            join conversation_heads h on h.conversation_n = c.n
            join members m on m.conversation_n = c.n and m.user_n = {caller.UserN}
            where c.n = {membership.ConversationN}
            """, row => new { Members = row.Long(0), Last = row.Long(1), Known = Math.Max(row.Long(2), row.Long(3)) }, ct);
        if (now is null || now.Members > Limits.DeliveredMembers || Math.Min(command.Ordinal ?? now.Last, now.Last) is var ordinal && ordinal <= now.Known)
            return new Done();

        return await log.AppendAsync(membership, async entry =>
        {
            var moved = await entry.Transaction.WriteAsync($"""
                update members set delivered_ordinal = {ordinal}
                where conversation_n = {membership.ConversationN} and user_n = {caller.UserN}
                    and delivered_ordinal < {ordinal} and read_ordinal < {ordinal}
                """);
            if (moved > 0)
                entry.Tell(new Announcement(
                    membership.ConversationN, membership.ConversationId, 0, new DeliveryAdvanced(membership.ConversationId, caller.UserId, ordinal)));

            return new Done();
        }, ct);
    }
}
