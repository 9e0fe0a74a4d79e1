using Parley.Access;
using Parley.Audit;
using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Messages;

/// <summary>Deletes a message: by its author, or by whom the conversation lets delete anything.</summary>
public sealed class DeleteMessageHandler(ConversationAccess access, ConversationLog log, AuditLog audit)
{
    public async Task<Done> HandleAsync(Caller caller, DeleteMessage command, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, command.MessageId, Permission.Read, ct);
        var isMine = message.SenderN == caller.UserN && message.Type != MessageType.System;
        if (!isMine && !message.Membership.May(Permission.DeleteAnyMessage))
            throw new Refusal(Errors.Forbidden);

        return await log.AppendAsync(message.Membership, async entry =>
        {
            if (await entry.EraseAsync(message.MessageN, message.MessageId, caller.UserN) && !isMine)
                await audit.NoteAsync(
                    entry.Transaction, caller, AuditActions.MessageDeleted, $"message:{message.MessageId}",
                    ("conversation_id", $"{entry.Conversation}"), ("sender_id", $"{await entry.UserIdAsync(message.SenderN)}"),
                    ("reason", command.Reason));

            return new Done();
        }, ct);
    }
}
