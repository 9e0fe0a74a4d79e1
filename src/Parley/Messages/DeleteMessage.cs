using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Messages;

/// <summary>
/// Deletes a message: its text, metadata, earlier wordings and reactions are overwritten in the same commit, its place and its
/// number stay. By its author, or by whom the conversation lets delete anything.
/// </summary>
public sealed class DeleteMessageHandler(ConversationAccess access, ConversationLog log)
{
    public async Task<Done> HandleAsync(Caller caller, DeleteMessage command, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, command.MessageId, Permission.Read, ct);
        var isMine = message.SenderN == caller.UserN && message.Type != MessageType.System;
        if (!isMine && !message.Membership.May(Permission.DeleteAnyMessage))
            throw new Refusal(Errors.Forbidden);

        return await log.AppendAsync(message.Membership, async entry =>
        {
            var transaction = entry.Transaction;
            var deleted = await transaction.WriteAsync($"""
                update messages set content = '', metadata = null, reaction_count = 0, deleted_at = {entry.Now}
                where n = {message.MessageN} and deleted_at is null
                """);
            if (deleted == 0)
                return new Done();

            await transaction.WriteAsync($"delete from message_edits where message_n = {message.MessageN}");
            await transaction.WriteAsync($"delete from reactions where message_n = {message.MessageN}");
            await transaction.WriteAsync($"""
                update messages set reply_count = reply_count - 1
                where n = (select reply_to_n from messages where n = {message.MessageN})
                """);
            var seq = await entry.ChangeAsync(ChangeKind.MessageDeleted, message.MessageN, caller.UserN);
            entry.Tell(seq, new MessageDeleted(entry.Conversation, seq, message.MessageId, caller.UserId, entry.Now));
            return new Done();
        }, ct);
    }
}
