using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Files;

/// <summary>
/// Deletes a file: by its uploader everywhere, by others off the messages that they may delete. A message that consisted of it goes with it.
/// </summary>
internal sealed class DeleteFileHandler(ReadableFiles files, ConversationAccess access, ConversationLog log, FileEnds ends)
{
    public async Task<Done> HandleAsync(Caller caller, FileId id, CancellationToken ct)
    {
        var file = await files.RequireAsync(caller, id, ct);
        var messages = await ends.CarryingAsync(file.N, ct);
        if (file.UploaderN != caller.UserN)
        {
            messages = await DeletableAsync(caller, messages, ct);
            if (messages.Count == 0)
                throw new Refusal(Errors.Forbidden);
        }

        await ends.TakeOffAsync(caller, file, messages, ct);
        foreach (var message in messages)
        {
            await log.AppendAsync(message.ConversationN, message.ConversationId, async entry =>
            {
                await RetellAsync(entry, message, caller.UserN);
                return true;
            }, CancellationToken.None);   // the file is gone: everybody must learn of it
        }

        return new Done();
    }

    private async Task<List<CarryingMessage>> DeletableAsync(Caller caller, List<CarryingMessage> messages, CancellationToken ct)
    {
        var deletable = new List<CarryingMessage>();
        foreach (var message in messages)
        {
            try
            {
                if ((await access.RequireMessageAsync(caller, message.Id, Permission.Read, ct)).Membership.May(Permission.DeleteAnyMessage))
                    deletable.Add(message);
            }
            catch (Refusal)
            {
                // it stands where the caller is not
            }
        }

        return deletable;
    }

    private static async ValueTask RetellAsync(LogEntry entry, CarryingMessage message, long actorN)
    {
        var transaction = entry.Transaction;
        var left = await transaction.NumberAsync($"""
            select count(*) from attachments a join files f on f.n = a.file_n where a.message_n = {message.N} and f.deleted_at is null
            """);
        var stands = await transaction.FindAsync(
            $"select content from messages where n = {message.N} and deleted_at is null", row => row.Text(0));
        if (stands is null)
            return;

        if (left == 0 && string.IsNullOrWhiteSpace(stands))
            await entry.EraseAsync(message.N, message.Id, actorN);
        else
            await entry.RetellAsync(message.N, actorN);
    }
}
