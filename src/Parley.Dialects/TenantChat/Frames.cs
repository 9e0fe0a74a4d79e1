using Parley.Protocol;

namespace Parley.Dialects.TenantChat;

/// <summary>The greeting.</summary>
internal sealed record EstablishedFrame(string Type, string Message, UserId UserId, WorkspaceId TenantId, DateTimeOffset Timestamp);

/// <summary>A conversation is open on this socket: its newest messages, the oldest first.</summary>
internal sealed record JoinedFrame(string Type, ConversationId ConversationId, IReadOnlyList<MessageJson> History);

/// <summary>No conversation is open on this socket.</summary>
internal sealed record LeftFrame(string Type, ConversationId? ConversationId);

/// <summary>A message: <c>message_sent</c> to who sent it, <c>new_message</c> to everybody.</summary>
internal sealed record MessageFrame(string Type, MessageJson Message);

/// <summary>A message says something else.</summary>
internal sealed record UpdatedFrame(string Type, UpdatedJson Message);

/// <summary>What an edit changed.</summary>
internal sealed record UpdatedJson(MessageId Id, string Content, DateTimeOffset? EditedAt);

/// <summary>A message is gone.</summary>
internal sealed record DeletedFrame(string Type, MessageId MessageId);

/// <summary>An emoji came or went: nested as the document has it, and flat as its later edition.</summary>
internal sealed record ReactionFrame(string Type, ReactedJson Reaction, MessageId MessageId, UserId UserId, string Emoji);

/// <summary>The reaction of a frame.</summary>
internal sealed record ReactedJson(Guid Id, MessageId MessageId, UserId UserId, string Emoji, DateTimeOffset CreatedAt);

/// <summary>Somebody types, or stopped.</summary>
internal sealed record TypingFrame(string Type, UserId UserId, bool IsTyping, ConversationId ConversationId);

/// <summary>One's read position moved.</summary>
internal sealed record ReadFrame(string Type, ConversationId ConversationId);

/// <summary>What one said of oneself is known.</summary>
internal sealed record PresenceFrame(string Type, PresenceStatus Status);

/// <summary>Somebody came, went, or changed how reachable they are.</summary>
internal sealed record StatusFrame(string Type, UserId UserId, PresenceStatus Status, DateTimeOffset? LastSeen, ConversationId? CurrentConversation);

/// <summary>What the socket refuses.</summary>
internal sealed record ErrorFrame(string Type, string Message);
