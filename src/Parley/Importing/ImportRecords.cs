using Parley.Protocol;

namespace Parley.Importing;

/// <summary>What is counted. Numbers are stored: add, never renumber.</summary>
public enum ImportKind
{
    User = 1,
    Conversation = 2,
    Member = 3,
    Message = 4,
    Reply = 5,
    Forward = 6,
    File = 7,
    Reaction = 8,

    /// <summary>Rows of models that nothing here corresponds to.</summary>
    Other = 9,
}

/// <summary>An account as the old system had it. <see cref="Key"/> names it in the other records.</summary>
public sealed record ImportedUser(string Key, string Username)
{
    /// <summary>Kept where the old system had UUIDs.</summary>
    public Guid? Id { get; init; }

    public string? Email { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>As Django stored it.</summary>
    public string? PasswordHash { get; init; }

    public string? AccountType { get; init; }

    public WorkspaceRole Role { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public bool IsDisabled { get; init; }

    /// <summary>How a host application's tokens name it.</summary>
    public string? ExternalId { get; init; }
}

/// <summary>A conversation with everybody who is or was in it.</summary>
public sealed record ImportedConversation(string Key, ConversationType Type)
{
    public Guid? Id { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public bool IsPublic { get; init; }

    public string? ContextType { get; init; }

    public string? ContextId { get; init; }

    public string? CreatedBy { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>Why it is not taken over, if it is not.</summary>
    public string? Skip { get; init; }

    /// <summary>Has no row of its own there: it is not counted, and an existing one of the same pair is gone on with.</summary>
    public bool IsImplied { get; init; }

    public List<ImportedMember> Members { get; } = [];
}

/// <summary>Somebody in a conversation. Where nothing says how far they have read, they have read everything.</summary>
public sealed record ImportedMember(string User)
{
    public MemberRole Role { get; init; }

    public MemberStatus Status { get; init; }

    public DateTimeOffset? JoinedAt { get; init; }

    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>They have read what was said up to then.</summary>
    public DateTimeOffset? ReadUpTo { get; init; }

    /// <summary>Only messages that say so themselves, and those before them, have been read.</summary>
    public bool ReadsByMessage { get; init; }

    /// <summary>How many of the last messages are unread.</summary>
    public long? Unread { get; init; }

    /// <summary>Implied by a row of another kind: not counted.</summary>
    public bool IsImplied { get; init; }
}

/// <summary>A message. Other records name it by its key, which is unique in the system.</summary>
public sealed record ImportedMessage(string Key, string Conversation, string? Sender, string Content)
{
    public Guid? Id { get; init; }

    public MessageType Type { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? ReplyTo { get; init; }

    public string? ForwardFrom { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Users who have read it.</summary>
    public IReadOnlyList<string> ReadBy { get; init; } = [];
}

/// <summary>A file of a message: where it lies below the media directory, or in the stage.</summary>
public sealed record ImportedFile(string Key, string Message, string Path, string Name)
{
    /// <summary>Made here of a text that was too long: not counted.</summary>
    public bool IsMade { get; init; }
}

/// <summary>An emoji that somebody put under a message.</summary>
public sealed record ImportedReaction(string Key, string Message, string User, string Emoji, DateTimeOffset? At);
