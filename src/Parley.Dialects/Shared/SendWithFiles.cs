using Parley.Access;
using Parley.Files;
using Parley.Messages;
using Parley.Protocol;
using Parley.Telemetry;

namespace Parley.Dialects.Shared;

/// <summary>
/// Sends a message, with the files that came in the same form where there are some. All or nothing: whoever may not post uploads nothing,
/// and the files of a message that is refused are removed again.
/// </summary>
internal sealed class SendWithFiles(
    ConversationAccess access, UploadFileHandler uploads, DeleteFileHandler deletes, SendMessageHandler messages, Figures figures)
{
    public Task<MessageView> SendAsync(Caller caller, SendMessage command, IReadOnlyList<ReceivedFile> files, CancellationToken ct, Door door = Door.Rest) =>
        SendAsync(caller, command, files, async () =>
        {
            if (files.Count > 0)
                await access.RequireAsync(caller, command.ConversationId, Permission.Post, ct);
        }, () => Task.FromResult(command.ConversationId), door, ct);

    /// <summary>
    /// Into a conversation that is begun, or made ready, when the files are taken: a message that is refused for its files does neither. Whoever
    /// calls has looked whether the caller may post.
    /// </summary>
    public Task<MessageView> SendIntoAsync(
        Caller caller, SendMessage command, IReadOnlyList<ReceivedFile> files, Func<Task<ConversationId>> conversation, CancellationToken ct,
        Door door = Door.Rest) =>
        SendAsync(caller, command, files, () => Task.CompletedTask, conversation, door, ct);

    private async Task<MessageView> SendAsync(
        Caller caller, SendMessage command, IReadOnlyList<ReceivedFile> files, Func<Task> allow, Func<Task<ConversationId>> where, Door door,
        CancellationToken ct)
    {
        Validation.Check(command);
        await allow();
        var kept = new List<FileId>();
        try
        {
            foreach (var file in files)
                kept.Add((await uploads.KeepAsync(caller, file, ct)).Id);
            if (kept.Count > 0)
                command = command with { AttachmentIds = [.. command.AttachmentIds ?? [], .. kept] };

            var sent = await messages.HandleAsync(caller, command with { ConversationId = await where() }, ct);
            if (sent.IsNew)
                figures.Messages.Sent(sent.Message.MessageType, door);

            return sent.Message;
        }
        catch (Refusal)
        {
            foreach (var id in kept)
                await deletes.HandleAsync(caller, id, CancellationToken.None);

            throw;
        }
    }
}
