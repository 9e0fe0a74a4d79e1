using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Files;

/// <summary>Whether a file's thumbnail, duration and waveform are still to be made. Numbers are stored.</summary>
internal enum PreviewState
{
    None = 0,
    Waiting = 1,
    Made = 2,

    /// <summary>It could not be read, or took too much time or memory; it stays a plain file.</summary>
    Failed = 3,
}

/// <summary>What a file is used for. Numbers are stored; the log's AttachmentRows knows the first two.</summary>
internal enum FileUse
{
    None = 0,
    Attached = 1,
    Avatar = 2,
}

/// <summary>A row of <c>files</c>.</summary>
internal sealed record FileRow(
    long N, long WorkspaceN, long UploaderN, string StoreKey, string? ThumbnailKey, string? ThumbnailType, FileUse Use, PreviewState Preview,
    DateTimeOffset CreatedAt, AttachmentView Shown)
{
    /// <summary>The columns that <see cref="From"/> reads, of <c>files f</c>: those of the log first.</summary>
    public static readonly SqlText Columns = new(
        AttachmentRows.Columns.Text
        + ", f.n, f.workspace_n, f.uploader_n, f.store_key, f.thumbnail_key, f.thumbnail_type, f.used, f.preview, f.created_at");

    public static FileRow From(Row row) => new(
        row.Long(11), row.Long(12), row.Long(13), row.Text(14), row.TextOrNull(15), row.TextOrNull(16), row.Enum<FileUse>(17),
        row.Enum<PreviewState>(18), row.Time(19), AttachmentRows.From(row));

    public FileView View(UserId uploader, MessageId? message = null) => new(
        Shown.Id, Shown.Name, Shown.Size, Shown.ContentType, Shown.Kind, Shown.Url, Shown.ThumbnailUrl, Shown.Width, Shown.Height,
        Shown.DurationMs, Shown.Waveform, Shown.Sha256, uploader, CreatedAt, message);

    public static ValueTask<FileRow?> FindAsync(Queries queries, FileId id, long workspaceN, CancellationToken ct) => queries.FindAsync(
        $"select {Columns} from files f where f.id = {id} and f.workspace_n = {workspaceN} and f.deleted_at is null", From, ct);
}
