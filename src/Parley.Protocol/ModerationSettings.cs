using System.ComponentModel.DataAnnotations;

namespace Parley.Protocol;

/// <summary>What a workspace sets for its moderation.</summary>
public sealed record ModerationSettings
{
    /// <summary>How many days after its resolution a report keeps the reported text and the reporter's comment; 30 by default.</summary>
    [Range(0, 3650)]
    public int? EvidenceDays { get; init; }
}
