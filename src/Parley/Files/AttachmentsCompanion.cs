using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Files;

/// <summary>Puts files on messages and takes them off again, in the very commits that post, erase and bring back.</summary>
internal sealed class AttachmentsCompanion(FileEnds ends) : ILogCompanion
{
    public ValueTask<MessageView> PostedAsync(LogEntry entry, StoredMessage message, MessageView view) =>
        message.Draft is { Files.Count: > 0 } draft ? AttachAsync(entry, message.N, draft.Files, view) : new(view);

    /// <summary>Only a message that is back after a deletion finds its files without the mark that says it has some.</summary>
    public async ValueTask RewordedAsync(LogEntry entry, StoredMessage message)
    {
        if (await entry.Transaction.NumberAsync($"select 1 from attachments where message_n = {message.N}") == 0)
            return;

        await MarkAsync(entry, message.N);
        await entry.Transaction.WriteAsync($"""
            update files set deleted_at = null, purge_at = null
            where deleted_at is not null and n in (select file_n from attachments where message_n = {message.N})
            """);
    }

    /// <summary>What no other message carries is out of reach from this commit on; its bytes follow when the time to bring it back is over.</summary>
    public async ValueTask ErasedAsync(LogEntry entry, long messageN)
    {
        var files = await entry.Transaction.QueryAsync($"select file_n from attachments where message_n = {messageN}", row => row.Long(0));
        foreach (var fileN in files)
            await ends.EndUnlessCarriedAsync(entry.Transaction, fileN);
    }

    private static async ValueTask<MessageView> AttachAsync(LogEntry entry, long messageN, IReadOnlyList<long> files, MessageView view)
    {
        await AttachAsync(entry, messageN, files);
        return view with { Attachments = await AttachmentRows.ReadAsync(entry.Transaction, messageN, CancellationToken.None) };
    }

    /// <summary>Puts files that have been claimed behind those that the message has.</summary>
    internal static async ValueTask AttachAsync(LogEntry entry, long messageN, IReadOnlyList<long> files)
    {
        foreach (var fileN in files)
        {
            await entry.Transaction.WriteAsync($"""
                insert into attachments (conversation_n, message_n, file_n)
                select {entry.ConversationN}, {messageN}, n from files where n = {fileN} and deleted_at is null
                """);
        }

        await MarkAsync(entry, messageN);
    }

    private static async ValueTask MarkAsync(LogEntry entry, long messageN) => await entry.Transaction.WriteAsync(
        $"update messages set extras = extras | {MessageExtras.Attachments} where n = {messageN}");
}
