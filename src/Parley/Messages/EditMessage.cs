using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Messages;

/// <summary>Changes the text of one's own message and keeps the earlier wording as history.</summary>
public sealed class EditMessageHandler(ConversationAccess access, ConversationLog log, MessageViews views)
{
    public async Task<MessageView> HandleAsync(Caller caller, EditMessage command, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, command.MessageId, Permission.Read, ct);
        if (message.SenderN != caller.UserN || message.Type == MessageType.System)
            throw new Refusal(Errors.Forbidden, "Only its author edits a message.");
        if (string.IsNullOrWhiteSpace(command.Content))
            throw new Refusal(Errors.ValidationFailed, "A message needs content.");

        access.RequireVoice(message.Membership);   // an old message says new words too
        return await log.AppendAsync(message.Membership, async entry =>
        {
            var present = (await entry.Transaction.FindAsync(
                $"select content, deleted_at, forward_from_n from messages where n = {message.MessageN}",
                row => new { Content = row.Text(0), IsDeleted = !row.IsNull(1), IsForward = !row.IsNull(2) }))!;
            if (present.IsDeleted)
                throw new Refusal(Errors.MessageGone);
            if (present.IsForward)
                throw new Refusal(Errors.Forbidden, "A forward shows what its author wrote; that is not the forwarder's to change.");
            if (present.Content == command.Content)
                return await views.ReadOneAsync(entry.Transaction, entry.Conversation, message.MessageN, caller.UserN, CancellationToken.None);

            await entry.RewordAsync(message.MessageN, caller.UserN, command.Content);
            return await views.ReadOneAsync(entry.Transaction, entry.Conversation, message.MessageN, caller.UserN, CancellationToken.None);
        }, ct);
    }
}
