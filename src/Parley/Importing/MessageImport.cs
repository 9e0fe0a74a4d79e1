using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Importing;

/// <summary>
/// Writes messages at the end of their conversation's log with the times that they had. The room's companions are not asked: nobody is
/// notified of what was said long ago, no link is looked up. The search index follows the rows by itself.
/// </summary>
internal sealed class MessageImport(WorkspaceRow workspace, KnownRows known, IReadOnlyDictionary<string, long> users, DateTimeOffset now)
{
    public const string NotInDump = "the message that it names is not in the dump";

    /// <summary>Writes a message with its files, and moves the reading of its conversation on.</summary>
    public async ValueTask WriteAsync(Transaction transaction, ArrivedMessage arrived, Readings readings, ImportTally tally)
    {
        var (message, conversationN) = (arrived.Message, arrived.ConversationN);
        if (await BeforeAsync(transaction, message) is { } before)
        {
            Already(arrived, before, tally);
            readings.Add(message, before.SenderN, before.Ordinal);
            return;
        }

        if (message.Sender is null || !users.TryGetValue(message.Sender, out var senderN))
        {
            LeaveOut(arrived, message.Sender is null ? "nobody sent it" : "its sender is not in the dump", tally);
            return;
        }

        if (message.Id is { } wanted && await transaction.NumberAsync($"select 1 from messages where id = {wanted} and workspace_n = {workspace.N}") == 1)
        {
            LeaveOut(arrived, "another message here has its id", tally);
            return;
        }

        var (at, isDeleted) = (At(message, tally), message.DeletedAt is not null);
        var replyToN = await ReplyAsync(transaction, arrived, tally);
        var files = isDeleted ? [] : arrived.Files;
        var content = isDeleted ? "" : Content(arrived);
        var editedAt = isDeleted || message.EditedAt is null ? (DateTimeOffset?)null : CleanText.Within(message.EditedAt.Value, now);
        var deletedAt = isDeleted ? CleanText.Within(message.DeletedAt!.Value, now) : (DateTimeOffset?)null;
        var position = await transaction.NextMessageAsync(conversationN, at);
        await transaction.WriteAsync($"""
            insert into messages (id, workspace_n, conversation_n, seq, ordinal, sender_n, type, content, reply_to_n, extras, created_at, edited_at, deleted_at)
            values ({message.Id ?? Guid.CreateVersion7(at)}, {workspace.N}, {conversationN}, {position.Seq}, {position.Ordinal}, {senderN},
                {Type(message, files)}, {content}, {replyToN}, {(files.Count > 0 ? MessageExtras.Attachments : MessageExtras.None)}, {at}, {editedAt}, {deletedAt})
            """);
        var n = transaction.LastRow;
        transaction.MessageStored(conversationN, n);
        await known.KeepAsync(transaction, ImportKind.Message, message.Key, n);
        await AttachAsync(transaction, conversationN, n, files, at, tally);
        if (deletedAt is { } deleted)
            await DeletedAsync(transaction, conversationN, n, senderN, deleted);
        else if (replyToN is not null)
            await transaction.WriteAsync($"update messages set reply_count = reply_count + 1 where n = {replyToN}");

        tally.Add(arrived.Tally);
        tally.Imported(ImportKind.Message);
        readings.Add(message, senderN, position.Ordinal);
    }

    private async ValueTask<Before?> BeforeAsync(Transaction transaction, ImportedMessage message) =>
        await known.FindAsync(transaction, ImportKind.Message, message.Key) is > 0 and var n
            ? await transaction.FindAsync($"select sender_n, ordinal, reply_to_n from messages where n = {n}", row => new Before(row.Long(0), row.Long(1), !row.IsNull(2)))
                ?? new Before(0, 0, IsReply: false)
            : null;

    private static void Already(ArrivedMessage arrived, Before before, ImportTally tally)
    {
        tally.Add(arrived.Tally);
        tally.Already(ImportKind.Message);
        if (arrived.Message.ReplyTo is null)
            return;
        if (before.IsReply)
            tally.Already(ImportKind.Reply);
        else
            tally.Skipped(ImportKind.Reply, "its message came without it in an earlier run", arrived.Message.Key);
    }

    /// <summary>A message that is not taken over, and all that hangs on it.</summary>
    public static void LeaveOut(ArrivedMessage arrived, string why, ImportTally tally)
    {
        tally.Skipped(ImportKind.Message, why, arrived.Message.Key);
        if (arrived.Message.ReplyTo is not null)
            tally.Skipped(ImportKind.Reply, "of a message that is left out");
        tally.Add(arrived.Tally);
        foreach (var file in arrived.Files.Where(file => !file.IsMade))
            tally.Skipped(ImportKind.File, "of a message that is left out", file.Key);
    }

    private DateTimeOffset At(ImportedMessage message, ImportTally tally)
    {
        if (message.At is null)
            tally.Changed(ImportKind.Message, "has no time that can be read: the first of its conversation", message.Key);
        else if (message.At > now)
            tally.Changed(ImportKind.Message, "was sent in the future: now", message.Key);

        return CleanText.Within(message.At ?? DateTimeOffset.UnixEpoch, now);
    }

    // An answer stands after what it answers: so two messages cannot answer each other.
    private async ValueTask<long?> ReplyAsync(Transaction transaction, ArrivedMessage arrived, ImportTally tally)
    {
        if (arrived.Message.ReplyTo is not { } key)
            return null;

        var n = await known.FindAsync(transaction, ImportKind.Message, key);
        if (n > 0 && await transaction.NumberAsync($"select conversation_n from messages where n = {n}") is var where && where != arrived.ConversationN)
        {
            tally.Skipped(ImportKind.Reply, "the answer stands in another conversation", arrived.Message.Key);
            return null;
        }

        if (n > 0)
        {
            tally.Imported(ImportKind.Reply);
            return n;
        }

        tally.Skipped(ImportKind.Reply, arrived.HasReplied ? "what it answers is left out, or comes later" : NotInDump, arrived.Message.Key);
        return null;
    }

    // Nobody should see an empty line where a file could not be had.
    private static string Content(ArrivedMessage arrived) =>
        arrived.Message.Content.Length == 0 && arrived.Files.Count == 0 ? arrived.MissingFile ?? "" : arrived.Message.Content;

    private static MessageType Type(ImportedMessage message, IReadOnlyList<ArrivedFile> files) =>
        message.Type is MessageType.System or MessageType.Emoji ? message.Type
        : files.Count == 0 ? MessageType.Text
        : AttachmentRows.Type(
            message.Type == MessageType.File || files.All(file => file.IsMade) ? MessageType.File : MessageType.Text,
            [.. files.Select(file => new AttachableFile(file.N, file.Kind, IsUsed: false))]);

    private async ValueTask AttachAsync(
        Transaction transaction, long conversationN, long messageN, IReadOnlyList<ArrivedFile> files, DateTimeOffset at, ImportTally tally)
    {
        await AttachmentRows.ClaimAsync(transaction, [.. files.Select(file => file.N)]);
        foreach (var file in files)
        {
            await transaction.WriteAsync($"insert into attachments (conversation_n, message_n, file_n) values ({conversationN}, {messageN}, {file.N})");
            await transaction.WriteAsync($"update files set created_at = {at} where n = {file.N}");
            await known.KeepAsync(transaction, ImportKind.File, file.Key, file.N);
            if (!file.IsMade)
                tally.Imported(ImportKind.File);
        }
    }

    private static async ValueTask DeletedAsync(Transaction transaction, long conversationN, long messageN, long actorN, DateTimeOffset at)
    {
        var position = await transaction.NextChangeAsync(conversationN);
        await transaction.WriteAsync($"""
            insert into changes (conversation_n, seq, ordinal, kind, subject_n, actor_n, data, at)
            values ({conversationN}, {position.Seq}, {position.Ordinal}, {ChangeKind.MessageDeleted}, {messageN}, {actorN}, {null as string}, {at})
            """);
    }

    private sealed record Before(long SenderN, long Ordinal, bool IsReply);
}

/// <summary>A file of a message that is in the store.</summary>
internal sealed record ArrivedFile(string Key, long N, FileKind Kind, bool IsMade);

/// <summary>A message whose conversation is known and whose files are in the store; <see cref="Tally"/> counts those that could not be had.</summary>
internal sealed record ArrivedMessage(ImportedMessage Message, long ConversationN, IReadOnlyList<ArrivedFile> Files, ImportTally Tally)
{
    /// <summary>Whether the dump has the message that this one answers.</summary>
    public bool HasReplied { get; init; }

    /// <summary>The name of a file that could not be had.</summary>
    public string? MissingFile { get; init; }
}
