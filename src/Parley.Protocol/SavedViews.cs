namespace Parley.Protocol;

/// <summary>A message that one saved for oneself; as it is now, empty where it was deleted.</summary>
public sealed record SavedView(MessageView Message, string? Note, DateTimeOffset SavedAt);

/// <summary>One saved a message on one of one's devices, or changed its note.</summary>
public sealed record MessageSaved(ConversationId ConversationId, MessageId MessageId, string? Note, DateTimeOffset SavedAt) : PersonalEvent;

/// <summary>One let a saved message go on one of one's devices.</summary>
public sealed record MessageUnsaved(MessageId MessageId) : PersonalEvent;
