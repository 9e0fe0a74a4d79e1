using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Receipts;

/// <summary>
/// Lets a conversation count as unread from a message on, for oneself alone: what others see of one's reading stays. Ends with the next reading
/// or message of one's own.
/// </summary>
public sealed class MarkUnreadHandler(ConversationAccess access, ConversationLog log)
{
    private const long ReadsNothing = -1;

    public async Task HandleAsync(Caller caller, ConversationId id, UnreadBody command, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        await log.AppendAsync(membership, async entry =>
        {
            var now = await entry.Transaction.FindAsync($"""
                select (select coalesce(max(ordinal), 0) from messages where conversation_n = {membership.ConversationN}), m.read_ordinal,
                    m.unread_from, case when c.history = 1 then m.visible_after else 0 end
                from members m join conversations c on c.n = m.conversation_n
                where m.conversation_n = {membership.ConversationN} and m.user_n = {caller.UserN}
                """, row => new { Last = row.Long(0), Read = row.Long(1), From = row.LongOrNull(2), Before = row.Long(3) })
                ?? throw new Refusal(Errors.NotFound);   // whoever looks in from outside has nothing to read
            if (command.Ordinal > now.Last)
                throw new Refusal(Errors.ValidationFailed, "There is no message with that ordinal.");

            // What one has not read yet is unread as it is; what is from before one's time is not counted.
            long? from = command.Ordinal > now.Read ? null : Math.Max(command.Ordinal, now.Before + 1);
            if (from == now.From)
                return new Done();

            await UnreadMark.SetAsync(entry, caller.UserN, from);
            await entry.ReadAsync(caller.UserN, ReadsNothing, moved: true);
            return new Done();
        }, ct);
    }
}
