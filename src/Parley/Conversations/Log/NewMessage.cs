using System.Text.Json;
using Parley.Protocol;

namespace Parley.Conversations.Log;

/// <summary>A message about to be stored.</summary>
public sealed record NewMessage(MessageId Id, long WorkspaceN, long SenderN, MessageType Type, string Content)
{
    public QuotedMessage? Quoted { get; init; }

    public ForwardedMessage? Source { get; init; }

    public JsonElement? Metadata { get; init; }

    /// <summary>Whether what its sender had begun to write there goes with it.</summary>
    public bool ClearsDraft { get; init; }

    /// <summary>The rows of the files that it carries, in order.</summary>
    public IReadOnlyList<long> Files { get; init; } = [];
}

/// <summary>The message that a reply answers.</summary>
public sealed record QuotedMessage(long N, long Ordinal, QuoteView View);

/// <summary>The message that a forward repeats.</summary>
public sealed record ForwardedMessage(long N, MessageId Id, ForwardView View);
