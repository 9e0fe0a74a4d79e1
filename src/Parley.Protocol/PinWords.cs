namespace Parley.Protocol;

/// <summary>Pins a message for everybody in its conversation. Pinning twice is the same as once.</summary>
public sealed record PinMessage(MessageId MessageId) : ICommand<Done>
{
    public static string Op => "pin_message";
}

/// <summary>Takes a message's pin away. Taking it twice is the same as once.</summary>
public sealed record UnpinMessage(MessageId MessageId) : ICommand<Done>
{
    public static string Op => "unpin_message";
}

/// <summary>Someone pinned a message.</summary>
public sealed record MessagePinned(ConversationId ConversationId, long Seq, MessageId MessageId, UserId PinnedBy, DateTimeOffset PinnedAt)
    : ConversationEvent(ConversationId, Seq);

/// <summary>Someone took a message's pin away. A deletion takes it too, and is told as the deletion only.</summary>
public sealed record MessageUnpinned(ConversationId ConversationId, long Seq, MessageId MessageId, UserId UnpinnedBy)
    : ConversationEvent(ConversationId, Seq);

/// <summary>A pinned message, with who pinned it and when.</summary>
public sealed record PinView(MessageView Message, UserId PinnedBy, DateTimeOffset PinnedAt);
