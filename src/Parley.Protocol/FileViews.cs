namespace Parley.Protocol;

/// <summary>
/// A file that a message carries. Width and height are those after turning it upright; thumbnail, duration and waveform (64 peaks from 0 to
/// 100) may come a moment later, by <c>message_updated</c>.
/// </summary>
public sealed record AttachmentView(
    FileId Id, string Name, long Size, string ContentType, FileKind Kind, string Url, string? ThumbnailUrl, long? Width, long? Height,
    long? DurationMs, IReadOnlyList<int>? Waveform, string Sha256);

/// <summary>
/// An uploaded file. <c>size</c> and <c>sha256</c> are those of what is served: photos lose what tells where and with what they were taken.
/// <c>message_id</c> is there in the list of a conversation's files.
/// </summary>
public sealed record FileView(
    FileId Id, string Name, long Size, string ContentType, FileKind Kind, string Url, string? ThumbnailUrl, long? Width, long? Height,
    long? DurationMs, IReadOnlyList<int>? Waveform, string Sha256, UserId UploaderId, DateTimeOffset CreatedAt, MessageId? MessageId = null);

/// <summary>One's own files, the newest first; <c>used_bytes</c> are one's own, the workspace has <c>quota_bytes</c> together.</summary>
public sealed record OwnFiles(
    IReadOnlyList<FileView> Items, string? NextCursor, long UsedBytes, long WorkspaceUsedBytes, long? QuotaBytes, long MaxBytes,
    IReadOnlyList<string> AllowedTypes);

/// <summary>An address under which a file can be had without a credential, for a while.</summary>
public sealed record FileLink(string Url, DateTimeOffset ExpiresAt);
