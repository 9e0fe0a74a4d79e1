namespace Parley.Protocol;

/// <summary>Where a message stands: its conversation, its ordinal, and the page around it.</summary>
public sealed record MessageContext(MessageId MessageId, long Ordinal, ConversationView Conversation, MessagePage Page);
