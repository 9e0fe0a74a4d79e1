using Parley.Notifications.Mentions;
using Parley.People;
using Parley.Protocol;

namespace Parley.Notifications;

/// <summary>A message that may notify: what the rules ask of it, the same for everybody.</summary>
internal sealed record Occasion(
    ConversationType Conversation, long SenderN, bool IsFile, string Content, Mentioned Mentioned, long AnsweredN, DateTimeOffset At)
{
    private readonly Lazy<string> _folded = new(() => Names.Key(Content));

    /// <summary>The first of the words that the text holds, whatever the case, not as a part of a longer word.</summary>
    public string? FirstOf(IReadOnlyList<string> keywords) => keywords.Count == 0 ? null : keywords.FirstOrDefault(Holds);

    public static bool IsFileType(MessageType type) =>
        type is MessageType.Image or MessageType.File or MessageType.Audio or MessageType.Video;

    private bool Holds(string keyword)
    {
        var (text, word) = (_folded.Value, Names.Key(keyword));
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (IsBoundary(text, at - 1, word[0]) && IsBoundary(text, at + word.Length, word[^1]))
                return true;
        }

        return false;
    }

    // Scripts without capitals are often written without blanks: there every place is the edge of a word.
    private static bool IsBoundary(string text, int at, char edge) =>
        at < 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]) || !char.IsLetterOrDigit(edge)
        || char.GetUnicodeCategory(edge) == System.Globalization.UnicodeCategory.OtherLetter;
}
