namespace Parley.Protocol;

/// <summary>What a search found, the best first; <c>next_cursor</c> leads to further messages.</summary>
public sealed record SearchResults(
    IReadOnlyList<MessageHit> Messages, IReadOnlyList<ConversationView> Conversations, IReadOnlyList<UserView> Users, string? NextCursor = null);

/// <summary>A message that was found, where, and which of its letters matched.</summary>
public sealed record MessageHit(MessageView Message, FoundIn Conversation, IReadOnlyList<TextSpan> Highlights, TextSnippet Snippet);

/// <summary>The conversation that a found message stands in.</summary>
public sealed record FoundIn(ConversationId Id, string? Title, ConversationType Type);

/// <summary>Letters of a text, counted in UTF-16 code units.</summary>
public sealed record TextSpan(int Start, int Length);

/// <summary>The part of a message's content around the first match, as plain text; its highlights count from its own beginning.</summary>
public sealed record TextSnippet(string Text, int Start, IReadOnlyList<TextSpan> Highlights);
