using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Messages;

/// <summary>Deletes a message: by its author, or by whom the conversation lets delete anything.</summary>
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
            await entry.EraseAsync(message.MessageN, message.MessageId, caller.UserN);
            return new Done();
        }, ct);
    }
}
