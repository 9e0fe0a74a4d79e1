namespace Parley.Conversations.Log;

/// <summary>What a row of <c>changes</c> says happened to its subject. Numbers are stored: add, never renumber.</summary>
public enum ChangeKind
{
    MessageUpdated = 1,
    MessageDeleted = 2,
    ReactionAdded = 3,
    ReactionRemoved = 4,
    MemberJoined = 5,
    MemberLeft = 6,
    MemberUpdated = 7,
    ConversationCreated = 8,
    ConversationUpdated = 9,
    ConversationDeleted = 10,
    MessagePinned = 11,
    MessageUnpinned = 12,

    /// <summary>Told as an update that says so: the message is back after its deletion.</summary>
    MessageRestored = 80,
}
