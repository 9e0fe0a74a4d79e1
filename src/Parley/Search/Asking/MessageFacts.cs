using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Search.Asking;

/// <summary>What a message can be found by beside its words: <c>has:</c> and <c>is:</c>.</summary>
[Flags]
public enum MessageFacts
{
    None = 0,
    File = 1,
    Image = 2,
    Video = 4,
    Audio = 8,
    Link = 16,
    Reply = 32,
    Reaction = 64,
    Pin = 128,
    Thread = 256,
    Edited = 512,

    /// <summary>Those that come and go without the words: asked of the row, never of the index.</summary>
    Changing = Reaction | Pin | Thread | Edited,
}

/// <summary>Reads facts off a message's row.</summary>
internal static class FactsOf
{
    public static MessageFacts Message(Candidate row, string content) =>
        Lasting(row, content)
        | (row.ReactionCount > 0 ? MessageFacts.Reaction : 0)
        | (row.Extras.HasFlag(MessageExtras.Pinned) ? MessageFacts.Pin : 0)
        | (row.ReplyCount > 0 || row.ReplyToN is not null ? MessageFacts.Thread : 0)
        | (row.IsEdited ? MessageFacts.Edited : 0);

    /// <summary>Those that the index holds.</summary>
    public static MessageFacts Lasting(Candidate row, string content) =>
        row.Files
        | (row.Type is MessageType.File or MessageType.Image or MessageType.Video or MessageType.Audio || row.Extras.HasFlag(MessageExtras.Attachments) ? MessageFacts.File : 0)
        | (row.Type == MessageType.Image ? MessageFacts.Image : 0)
        | (row.Type == MessageType.Video ? MessageFacts.Video : 0)
        | (row.Type == MessageType.Audio ? MessageFacts.Audio : 0)
        | (row.ReplyToN is not null ? MessageFacts.Reply : 0)
        | (content.Contains("://", StringComparison.Ordinal) || content.Contains("www.", StringComparison.OrdinalIgnoreCase) ? MessageFacts.Link : 0);

    /// <summary>As terms of the index.</summary>
    public static IEnumerable<string> Terms(MessageFacts facts)
    {
        for (var bit = 1; bit <= (int)MessageFacts.Reply; bit <<= 1)
        {
            if (((int)facts & bit) != 0)
                yield return FormattableString.Invariant($"{Words.Token.FactMark}h{bit}");
        }
    }

    public static string Conversation(long n) => FormattableString.Invariant($"{Words.Token.FactMark}c{n}");

    public static string Sender(long n) => FormattableString.Invariant($"{Words.Token.FactMark}u{n}");

    public static string Type(MessageType type) => FormattableString.Invariant($"{Words.Token.FactMark}t{(int)type}");
}
