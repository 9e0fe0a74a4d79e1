using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Files;

/// <summary>Puts files that one has uploaded on a message of one's own that is posted already; everybody hears it as it is then.</summary>
internal sealed class AttachFileHandler(ConversationAccess access, ConversationLog log, Database database, MessageViews views)
{
    /// <exception cref="Refusal">
    /// <c>forbidden</c> where the message is another's, or a forward; <c>message_gone</c>; <c>not_found</c> and <c>file_in_use</c> of the files.
    /// </exception>
    public async Task<MessageView> HandleAsync(Caller caller, MessageId id, IReadOnlyList<FileId> fileIds, CancellationToken ct)
    {
        var message = await RequireOwnAsync(caller, id, ct);
        var files = await AttachmentRows.FindAsync(database, caller, fileIds, ct);
        return await log.AppendAsync(message.Membership, async entry =>
        {
            var present = (await entry.Transaction.FindAsync($"""
                select m.deleted_at, m.forward_from_n, (select count(*) from attachments a where a.message_n = m.n) from messages m where m.n = {message.MessageN}
                """, row => new { IsDeleted = !row.IsNull(0), IsForward = !row.IsNull(1), Files = row.Long(2) }))!;
            if (present.IsDeleted)
                throw new Refusal(Errors.MessageGone);
            if (present.IsForward)
                throw new Refusal(Errors.Forbidden, "A forward shows what its author wrote; that is not the forwarder's to change.");
            if (present.Files + files.Count > Limits.AttachmentsPerMessage)
                throw new Refusal(Errors.ValidationFailed, $"A message carries at most {Limits.AttachmentsPerMessage} files.");

            long[] rows = [.. files.Select(file => file.N)];
            await AttachmentRows.ClaimAsync(entry.Transaction, rows);
            await AttachmentsCompanion.AttachAsync(entry, message.MessageN, rows);
            await entry.RetellAsync(message.MessageN, caller.UserN);
            return await views.ReadOneAsync(entry.Transaction, entry.Conversation, message.MessageN, caller.UserN, CancellationToken.None);
        }, ct);
    }

    /// <summary>The message, if files of the caller may be put on it; asked before anything is uploaded for it.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, <c>forbidden</c>, <c>message_gone</c>; who may not speak there.</exception>
    public async ValueTask<MessageAccess> RequireOwnAsync(Caller caller, MessageId id, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, id, Permission.Read, ct);
        if (message.SenderN != caller.UserN || message.Type == MessageType.System)
            throw new Refusal(Errors.Forbidden, "Only its author puts files on a message.");
        if (message.IsDeleted)
            throw new Refusal(Errors.MessageGone);

        access.RequireVoice(message.Membership);
        return message;
    }
}
