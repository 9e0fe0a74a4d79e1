using System.ComponentModel.DataAnnotations;

namespace Parley.Protocol;

/// <summary>
/// Keeps what one is writing. <c>version</c> is that of the draft one began from, 0 for none; when another device wrote meanwhile the
/// answer is <c>draft_conflict</c>. Without it the last writer wins.
/// </summary>
public sealed record DraftBody(
    [property: MaxLength(Limits.MessageCharacters)] string Content = "",
    MessageId? ReplyTo = null,
    [property: MaxLength(Limits.AttachmentsPerMessage)] IReadOnlyList<Guid>? AttachmentIds = null,
    [property: Range(0, long.MaxValue)] long? Version = null);
