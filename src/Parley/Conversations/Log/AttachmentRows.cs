using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations.Log;

/// <summary>The files that messages carry, as everybody in the conversation sees them.</summary>
public static class AttachmentRows
{
    /// <summary>The columns that <see cref="From"/> reads, of <c>files f</c>.</summary>
    public static readonly SqlText Columns = new(
        "f.id, f.name, f.size, f.content_type, f.kind, f.thumbnail_key, f.width, f.height, f.duration_ms, f.waveform, f.sha256");

    public static ValueTask<List<AttachmentView>> ReadAsync(Queries queries, long messageN, CancellationToken ct) =>
        queries.QueryAsync($"""
            select {Columns} from attachments a join files f on f.n = a.file_n
            where a.message_n = {messageN} and f.deleted_at is null order by a.n
            """, From, ct);

    public static AttachmentView From(Row row)
    {
        var id = row.Id<FileId>(0);
        return new(
            id, row.Text(1), row.Long(2), row.Text(3), row.Enum<FileKind>(4), $"/api/v1/files/{id}/content",
            row.IsNull(5) ? null : $"/api/v1/files/{id}/thumbnail", row.LongOrNull(6), row.LongOrNull(7), row.LongOrNull(8),
            row.IsNull(9) ? null : [.. row.Bytes(9).Select(peak => (int)peak)], Convert.ToHexStringLower(row.Bytes(10)));
    }

    /// <summary>The rows of the files of a message, for one that repeats it.</summary>
    public static ValueTask<List<long>> OfMessageAsync(Queries queries, long messageN, CancellationToken ct) =>
        queries.QueryAsync($"""
            select f.n from attachments a join files f on f.n = a.file_n where a.message_n = {messageN} and f.deleted_at is null order by a.n
            """, row => row.Long(0), ct);

    /// <summary>The caller's own uploads that stand nowhere yet, in the order in which they are named.</summary>
    /// <exception cref="Access.Refusal"><c>not_found</c>, or <c>file_in_use</c>.</exception>
    public static async ValueTask<List<AttachableFile>> FindAsync(
        Queries queries, Access.Caller caller, IReadOnlyList<FileId> ids, CancellationToken ct)
    {
        var files = new List<AttachableFile>(ids.Count);
        foreach (var id in ids)
        {
            var file = await queries.FindAsync($"""
                select n, kind, used from files
                where id = {id} and workspace_n = {caller.WorkspaceN} and uploader_n = {caller.UserN} and deleted_at is null
                """, row => new AttachableFile(row.Long(0), row.Enum<FileKind>(1), row.Bool(2)), ct)
                ?? throw new Access.Refusal(Errors.NotFound, "One of the attachments does not exist.");
            if (file.IsUsed || files.Any(other => other.N == file.N))
                throw new Access.Refusal(Errors.FileInUse);

            files.Add(file);
        }

        return files;
    }

    /// <summary>Takes the files for one message, in its commit.</summary>
    /// <exception cref="Access.Refusal"><c>file_in_use</c> where another message was faster, or the file is gone.</exception>
    public static async ValueTask ClaimAsync(Transaction transaction, IReadOnlyList<long> files)
    {
        foreach (var n in files)
        {
            // 1 is FileUse.Attached of the room of files.
            if (await transaction.WriteAsync($"update files set used = 1 where n = {n} and used = 0 and deleted_at is null") == 0)
                throw new Access.Refusal(Errors.FileInUse);
        }
    }

    /// <summary>What a message with these files is: what it says it is, if they fit, and otherwise what they are.</summary>
    /// <exception cref="Access.Refusal"><c>validation_failed</c> where the sender names a kind that the files are not.</exception>
    public static MessageType Type(MessageType wanted, IReadOnlyList<AttachableFile> files)
    {
        var found = files.Select(file => TypeOf(file.Kind)).Distinct().ToList() is [var only] ? only : MessageType.File;
        return wanted switch
        {
            MessageType.File => MessageType.File,
            MessageType.Image or MessageType.Audio or MessageType.Video when wanted != found =>
                throw new Access.Refusal(Errors.ValidationFailed, "message_type does not fit the attachments; leave it out."),
            _ => found,
        };
    }

    private static MessageType TypeOf(FileKind kind) => kind switch
    {
        FileKind.Image => MessageType.Image,
        FileKind.Audio => MessageType.Audio,
        FileKind.Video => MessageType.Video,
        _ => MessageType.File,
    };
}

/// <summary>A file that may be put on a message.</summary>
public sealed record AttachableFile(long N, FileKind Kind, bool IsUsed);
