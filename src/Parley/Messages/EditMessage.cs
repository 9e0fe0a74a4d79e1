using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Messages;

/// <summary>Changes the text of one's own message and keeps the earlier wording as history; or what the host application hung on it.</summary>
public sealed class EditMessageHandler(ConversationAccess access, ConversationLog log, MessageViews views)
{
    public async Task<MessageView> HandleAsync(Caller caller, EditMessage command, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, command.MessageId, Permission.Read, ct);
        if (message.SenderN != caller.UserN || message.Type == MessageType.System)
            throw new Refusal(Errors.Forbidden, "Only its author edits a message.");
        if (command.Content is null && command.Metadata is null)
            throw new Refusal(Errors.ValidationFailed, "An edit names content or metadata.");
        if (command.Content is not null && string.IsNullOrWhiteSpace(command.Content))
            throw new Refusal(Errors.ValidationFailed, "A message needs content.")
            {
                Fields = new Dictionary<string, string[]> { ["content"] = ["A message needs content."] },
            };

        access.RequireVoice(message.Membership);   // an old message says new words too
        Metadata.Check(command.Metadata);
        return await log.AppendAsync(message.Membership, async entry =>
        {
            var present = (await entry.Transaction.FindAsync(
                $"select content, deleted_at, forward_from_n, metadata from messages where n = {message.MessageN}",
                row => new Present(row.Text(0), !row.IsNull(1), !row.IsNull(2), row.TextOrNull(3))))!;
            if (present.IsDeleted)
                throw new Refusal(Errors.MessageGone);
            if (present.IsForward && command.Content is not null)
                throw new Refusal(Errors.Forbidden, "A forward shows what its author wrote; that is not the forwarder's to change.");

            await ChangeAsync(entry, message.MessageN, caller.UserN, present, command);
            return await views.ReadOneAsync(entry.Transaction, entry.Conversation, message.MessageN, caller.UserN, CancellationToken.None);
        }, ct);
    }

    private static async ValueTask ChangeAsync(LogEntry entry, long messageN, long editorN, Present present, EditMessage command)
    {
        var metadata = command.Metadata is null ? present.Metadata : Metadata.Text(command.Metadata);
        if (metadata != present.Metadata)
            await entry.Transaction.WriteAsync($"update messages set metadata = {metadata} where n = {messageN}");

        if (command.Content is { } content && content != present.Content)
            await entry.RewordAsync(messageN, editorN, content);
        else if (metadata != present.Metadata)
            await entry.RewordedAsync(messageN, editorN);
    }

    private sealed record Present(string Content, bool IsDeleted, bool IsForward, string? Metadata);
}
