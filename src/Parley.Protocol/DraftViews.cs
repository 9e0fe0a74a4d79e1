namespace Parley.Protocol;

/// <summary>What one has begun to write in a conversation; <c>version</c> grows with every change.</summary>
public sealed record DraftView(
    ConversationId ConversationId, string Content, MessageId? ReplyTo, IReadOnlyList<Guid> AttachmentIds, long Version, DateTimeOffset UpdatedAt);

/// <summary>One's draft in a conversation changed on one of one's devices; null when it is gone.</summary>
public sealed record DraftUpdated(ConversationId ConversationId, DraftView? Draft) : PersonalEvent;

/// <summary>One archived, pinned, muted or otherwise set a conversation for oneself, on one of one's devices.</summary>
public sealed record MyConversationUpdated(ConversationId ConversationId, MyMembership My) : PersonalEvent;
