using Parley.Protocol;

namespace Parley.Access;

/// <summary>
/// An active membership: the only way to a conversation. <see cref="ConversationN"/> is the row's own number;
/// <see cref="VisibleAfter"/> the last ordinal that the member may not see, 0 where they may see all.
/// </summary>
public sealed record Membership(
    long ConversationN, ConversationId ConversationId, ConversationType Type, Visibility Visibility, MemberRole Role, long VisibleAfter = 0)
{
    /// <summary>A member posts once in so many seconds; 0: as often as they like.</summary>
    public int SlowModeSeconds { get; init; }

    /// <summary>Until when a moderator has silenced the member.</summary>
    public DateTimeOffset? SilencedUntil { get; init; }

    /// <summary>It is a direct conversation, and one of the two has blocked the other.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>The conversation is archived: nobody writes in it.</summary>
    public bool IsArchived { get; init; }

    public bool May(Permission permission) => Permissions.Allows(Type, Role, permission);
}

/// <summary>A message that the caller may read, and their membership where it stands.</summary>
public sealed record MessageAccess(
    Membership Membership, long MessageN, MessageId MessageId, long Ordinal, long SenderN, MessageType Type, bool IsDeleted);
