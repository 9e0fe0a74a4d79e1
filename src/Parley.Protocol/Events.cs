using System.Text.Json.Serialization;

namespace Parley.Protocol;

/// <summary>Every event a client can receive, in one list.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(MessagePosted), "new_message")]
[JsonDerivedType(typeof(MessageUpdated), "message_updated")]
[JsonDerivedType(typeof(MessageDeleted), "message_deleted")]
[JsonDerivedType(typeof(ReactionAdded), "reaction_added")]
[JsonDerivedType(typeof(ReactionRemoved), "reaction_removed")]
[JsonDerivedType(typeof(MemberJoined), "member_joined")]
[JsonDerivedType(typeof(MemberLeft), "member_left")]
[JsonDerivedType(typeof(MemberUpdated), "member_updated")]
[JsonDerivedType(typeof(ConversationCreated), "conversation_created")]
[JsonDerivedType(typeof(ConversationUpdated), "conversation_updated")]
[JsonDerivedType(typeof(ConversationDeleted), "conversation_deleted")]
[JsonDerivedType(typeof(EarlierChanged), "earlier_changed")]
[JsonDerivedType(typeof(MessagePinned), "message_pinned")]
[JsonDerivedType(typeof(MessageUnpinned), "message_unpinned")]
[JsonDerivedType(typeof(DraftUpdated), "draft_updated")]
[JsonDerivedType(typeof(MyConversationUpdated), "my_conversation_updated")]
[JsonDerivedType(typeof(MessageSaved), "message_saved")]
[JsonDerivedType(typeof(MessageUnsaved), "message_unsaved")]
[JsonDerivedType(typeof(TypingChanged), "typing_indicator")]
[JsonDerivedType(typeof(ReadAdvanced), "read_receipt")]
[JsonDerivedType(typeof(DeliveryAdvanced), "delivery_receipt")]
[JsonDerivedType(typeof(PresenceChanged), "presence_changed")]
[JsonDerivedType(typeof(UserUpdated), "user_updated")]
[JsonDerivedType(typeof(ConnectionEstablished), "connection_established")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(ResetNeeded), "reset")]
[JsonDerivedType(typeof(Pong), "pong")]
[JsonDerivedType(typeof(BlockUpdated), "block_updated")]
[JsonDerivedType(typeof(ReportCreated), "report_created")]
[JsonDerivedType(typeof(ReportResolved), "report_resolved")]
[JsonDerivedType(typeof(WarningReceived), "warning_received")]
[JsonDerivedType(typeof(NotificationRaised), "notification")]
[JsonDerivedType(typeof(NotificationsRead), "notifications_read")]
[JsonDerivedType(typeof(BadgeUpdated), "badge_updated")]
public abstract record ChatEvent;

/// <summary>Numbered and kept. A client that missed one asks for it by number.</summary>
public abstract record ConversationEvent(ConversationId ConversationId, long Seq) : ChatEvent;

/// <summary>Heard by whoever is listening now, then gone. Never numbered, never stored.</summary>
public abstract record PassingEvent(ConversationId ConversationId) : ChatEvent;

/// <summary>Told to all devices of one person, about their own things. Not numbered; what it tells of can be fetched.</summary>
public abstract record PersonalEvent : ChatEvent;

/// <summary>Said to one connection only, about itself.</summary>
public abstract record ConnectionEvent : ChatEvent;

/// <summary>A new message is visible to everyone in the conversation.</summary>
public sealed record MessagePosted(ConversationId ConversationId, long Seq, MessageView Message) : ConversationEvent(ConversationId, Seq);

/// <summary>A message was edited; carries it as it is now. <c>restored</c>: it was deleted and is back, so its target has one more reply.</summary>
public sealed record MessageUpdated(
    ConversationId ConversationId, long Seq, MessageView Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Restored = null) : ConversationEvent(ConversationId, Seq);

/// <summary>A message was deleted: its text is gone everywhere, its place stays.</summary>
public sealed record MessageDeleted(ConversationId ConversationId, long Seq, MessageId MessageId, UserId DeletedBy, DateTimeOffset DeletedAt)
    : ConversationEvent(ConversationId, Seq);

/// <summary>Someone put an emoji under a message.</summary>
public sealed record ReactionAdded(ConversationId ConversationId, long Seq, ReactionView Reaction) : ConversationEvent(ConversationId, Seq);

/// <summary>Someone took their emoji back.</summary>
public sealed record ReactionRemoved(ConversationId ConversationId, long Seq, ReactionView Reaction) : ConversationEvent(ConversationId, Seq);

/// <summary>Someone became an active member and hears everything from this number on.</summary>
public sealed record MemberJoined(ConversationId ConversationId, long Seq, UserId UserId, MemberView Member, long MemberCount)
    : ConversationEvent(ConversationId, Seq);

/// <summary>Someone left, was kicked or was banned, and hears nothing after this number.</summary>
public sealed record MemberLeft(ConversationId ConversationId, long Seq, UserId UserId, MemberStatus Status, UserId ActorId, long MemberCount)
    : ConversationEvent(ConversationId, Seq);

/// <summary>A member's role changed, they were silenced or may speak again, or a ban was set or lifted for someone who was not active.</summary>
public sealed record MemberUpdated(
    ConversationId ConversationId, long Seq, UserId UserId, MemberRole Role, MemberStatus Status, UserId ActorId,
    DateTimeOffset? MutedUntil = null) : ConversationEvent(ConversationId, Seq);

/// <summary>A conversation began; its first members hear it.</summary>
public sealed record ConversationCreated(ConversationId ConversationId, long Seq, ConversationView Conversation)
    : ConversationEvent(ConversationId, Seq);

/// <summary>Title, description or visibility changed; carries the conversation as it is now.</summary>
public sealed record ConversationUpdated(ConversationId ConversationId, long Seq, ConversationView Conversation)
    : ConversationEvent(ConversationId, Seq);

/// <summary>The conversation is gone for its members.</summary>
public sealed record ConversationDeleted(ConversationId ConversationId, long Seq, UserId ActorId) : ConversationEvent(ConversationId, Seq);

/// <summary>Something from before the reader's time changed, which they do not see; only its number matters.</summary>
public sealed record EarlierChanged(ConversationId ConversationId, long Seq) : ConversationEvent(ConversationId, Seq);

/// <summary>Someone types, or stopped. Ends by itself after 6 s.</summary>
public sealed record TypingChanged(ConversationId ConversationId, UserId UserId, bool IsTyping) : PassingEvent(ConversationId);

/// <summary>Someone has read up to this message. The lasting state is on the member.</summary>
public sealed record ReadAdvanced(ConversationId ConversationId, UserId UserId, long Ordinal) : PassingEvent(ConversationId)
{
    /// <summary>Where they stood before, for dialects that name what was newly read.</summary>
    [JsonIgnore]
    public long Previous { get; init; }
}

/// <summary>Messages up to this one have reached a device of someone's. The lasting state is on the member; reading implies it and is told as such.</summary>
public sealed record DeliveryAdvanced(ConversationId ConversationId, UserId UserId, long Ordinal) : PassingEvent(ConversationId);

/// <summary>Someone came, went, or changed how reachable they are.</summary>
public sealed record PresenceChanged(
    UserId UserId, PresenceStatus Status, DateTimeOffset? LastSeen, ConversationId? CurrentConversationId = null) : ChatEvent;

/// <summary>
/// Someone's name, picture, status, role or account type changed; carries them as they are now. Told to their own devices and to whoever shares
/// a conversation of at most 500 with them. A status that ends by itself is not told.
/// </summary>
public sealed record UserUpdated(UserView User) : ChatEvent;

/// <summary>The socket is signed in: from now on it hears every conversation of its user.</summary>
public sealed record ConnectionEstablished(UserId UserId, WorkspaceId WorkspaceId, SessionId? SessionId, DateTimeOffset Timestamp)
    : ConnectionEvent;

/// <summary>Everything missed has been told.</summary>
public sealed record Resumed([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Ref = null) : ConnectionEvent;

/// <summary>The past is too long to tell, or the conversation is not (any more) the caller's: load it afresh.</summary>
public sealed record ResetNeeded(ConversationId ConversationId, long LastSeq) : ConnectionEvent;

/// <summary>The answer to <c>ping</c>.</summary>
public sealed record Pong([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Ref = null) : ConnectionEvent;
