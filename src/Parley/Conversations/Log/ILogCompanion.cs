using Parley.Protocol;

namespace Parley.Conversations.Log;

/// <summary>
/// A room that keeps something beside the log (mentions, attachments, notifications, the search index) and must do so in the very commit
/// that moves the conversation: neither is ever on disk without the other. It acts through the entry only and throws no
/// <see cref="Access.Refusal"/>; with nothing to do it returns at once, because every send comes through here.
/// </summary>
public interface ILogCompanion
{
    /// <summary>A message was stored and is not told yet. Returns what will be told: the view with what this room adds to it.</summary>
    ValueTask<MessageView> PostedAsync(LogEntry entry, StoredMessage message, MessageView view) => new(view);

    /// <summary>A message has new words, or is back after a deletion; its view is read afterwards.</summary>
    ValueTask RewordedAsync(LogEntry entry, StoredMessage message) => default;

    /// <summary>A message's words are about to go, unless they have gone before: the last moment to look at them.</summary>
    ValueTask ErasingAsync(LogEntry entry, long messageN) => default;

    /// <summary>A message's words are gone: so must be everything that was made of them.</summary>
    ValueTask ErasedAsync(LogEntry entry, long messageN) => default;

    /// <summary>Something else was numbered: a reaction, a member, a title. Before it is told.</summary>
    ValueTask ChangedAsync(LogEntry entry, ChangeKind kind, long subjectN, long actorN, string? data) => default;

    /// <summary>Somebody said that they have read up to an ordinal; <paramref name="moved"/>: farther than before.</summary>
    ValueTask ReadAsync(LogEntry entry, long userN, long ordinal, bool moved) => default;
}

/// <summary>A message as companions see it, with its row's number.</summary>
public sealed record StoredMessage(long N, long WorkspaceN, long Ordinal, long SenderN, MessageType Type, string Content)
{
    /// <summary>What it was made of; nothing when it has been reworded.</summary>
    public NewMessage? Draft { get; init; }
}
