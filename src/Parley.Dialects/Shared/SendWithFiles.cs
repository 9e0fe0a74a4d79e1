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
    public async Task<MessageView> SendAsync(Caller caller, SendMessage command, IReadOnlyList<ReceivedFile> files, CancellationToken ct, Door door = Door.Rest)
    {
        Validation.Check(command);
        var kept = new List<FileId>();
        try
        {
            if (files.Count > 0)
            {
                await access.RequireAsync(caller, command.ConversationId, Permission.Post, ct);
                foreach (var file in files)
                    kept.Add((await uploads.KeepAsync(caller, file, ct)).Id);

                command = command with { AttachmentIds = [.. command.AttachmentIds ?? [], .. kept] };
            }

            var sent = await messages.HandleAsync(caller, command, ct);
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
