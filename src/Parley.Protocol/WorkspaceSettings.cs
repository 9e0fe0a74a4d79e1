namespace Parley.Protocol;

/// <summary>What a workspace may set for itself, a section for each room; what is not there is as the server has it.</summary>
public sealed record WorkspaceSettings
{
    /// <summary>How many days a deleted message or conversation can be brought back before it is purged; 0: not at all.</summary>
    [System.ComponentModel.DataAnnotations.Range(0, 3650)]
    public int? RestoreDays { get; init; }

    /// <summary>What may be uploaded, and how much of it.</summary>
    public FileSettings? Files { get; init; }

    public ModerationSettings? Moderation { get; init; }

    /// <summary>Whether links in messages are looked up and shown with a preview.</summary>
    public bool? LinkPreviews { get; init; }

    /// <summary>Top-level keys of messages' metadata by which messages are found (<c>GET /messages?metadata.KEY=VALUE</c>).</summary>
    [System.ComponentModel.DataAnnotations.MaxLength(20)]
    public IReadOnlyList<string>? MetadataKeys { get; init; }

    /// <summary>Whether administrators may read the messages of conversations that they are not in; each reading is noted. On unless set.</summary>
    public bool? AdminReadsMessages { get; init; }

    /// <summary>Who may name everybody at once.</summary>
    public MentionSettings? Mentions { get; init; }

    /// <summary>What pushes and mails may say.</summary>
    public PushRules? Push { get; init; }
}

/// <summary>Who may name everybody at once.</summary>
public sealed record MentionSettings
{
    /// <summary>In groups of up to so many, every member may write <c>@all</c> and <c>@here</c>; in larger ones, moderators.</summary>
    [System.ComponentModel.DataAnnotations.Range(0, 1_000_000)]
    public int? AllLimit { get; init; }
}

/// <summary>What pushes and mails may say.</summary>
public sealed record PushRules
{
    /// <summary>Whether they may show the beginning of a message: yes unless this says no.</summary>
    public bool? Content { get; init; }
}
