namespace Parley.Protocol;

/// <summary>What a workspace may set for itself, a section for each room; what is not there is as the server has it.</summary>
public sealed record WorkspaceSettings
{
    /// <summary>How many days a deleted message or conversation can be brought back before it is purged; 0: not at all.</summary>
    [System.ComponentModel.DataAnnotations.Range(0, 3650)]
    public int? RestoreDays { get; init; }

    /// <summary>What may be uploaded, and how much of it.</summary>
    public FileSettings? Files { get; init; }
}
