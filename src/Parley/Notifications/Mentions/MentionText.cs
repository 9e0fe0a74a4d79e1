using System.Globalization;
using System.Text;
using Parley.People;

namespace Parley.Notifications.Mentions;

/// <summary>
/// Finds in a message's text what may be mentions: what follows an <c>@</c> that begins a word, outside code. Who it names, if
/// anybody, only the conversation's members can tell.
/// </summary>
public static class MentionText
{
    private const string External = UserDirectory.ExternalPrefix;
    private const int NameCharacters = 64;
    private const int ExternalCharacters = 255;

    // Whoever writes more @ than this is not talking to people.
    private const int Most = 200;

    private static readonly string[] All = ["all", "channel", "everyone"];

    public static bool MayName(string content) => content.Contains('@', StringComparison.Ordinal);

    /// <summary>What follows each <c>@</c>, without it; in order, each once.</summary>
    public static List<string> Find(string content)
    {
        var found = new List<string>();
        var at = 0;
        while (at < content.Length && found.Count < Most)
        {
            var next = content.AsSpan(at).IndexOfAny('@', '`', '~');
            if (next < 0)
                break;

            at += next;
            if (content[at] != '@')
            {
                at = CodeSpans.After(content, at);
                continue;
            }

            var run = BeginsAWord(content, at) ? Run(content, at + 1) : "";
            if (run.Length > 0 && !found.Contains(run))
                found.Add(run);

            at += 1 + run.Length;
        }

        return found;
    }

    /// <summary>The folded names that a find may stand for, the longest first: <c>ada.</c> is Ada at the end of a sentence if nobody is called so.</summary>
    public static IEnumerable<string> Names(string run)
    {
        for (var end = Math.Min(run.Length, NameCharacters); end > 0; end--)
        {
            if (EndsAName(run, end))
                yield return People.Names.Key(run[..end]);
        }
    }

    /// <summary>The ids of the host application that a find may stand for, the longest first.</summary>
    public static IEnumerable<string> ExternalIds(string run)
    {
        for (var end = run.Length; end > External.Length; end--)
        {
            yield return run[External.Length..end];
            if (!char.IsPunctuation(run[end - 1]))
                yield break;
        }
    }

    public static bool IsExternal(string run) => run.StartsWith(External, StringComparison.Ordinal);

    /// <summary>Whether it is a word for everybody: alone, not the beginning of a name.</summary>
    public static Protocol.CrowdMention? Crowd(string run)
    {
        var end = run.TakeWhile(c => char.IsAsciiLetter(c)).Count();
        if (!(run[end..].All(IsSeparator) || IsCaseless(run, end)))
            return null;

        var word = run[..end].ToLowerInvariant();
        return All.Contains(word) ? Protocol.CrowdMention.All : word == "here" ? Protocol.CrowdMention.Here : null;
    }

    // After a letter, a digit or a slash it is an e-mail address or a link; after a letter of a script without capitals, which is
    // often written without blanks, it is a mention.
    private static bool BeginsAWord(string content, int at)
    {
        if (at == 0 || (content[at - 1] is not ('_' or '-' or '+' or '%' or '/' or '@') && !char.IsSurrogate(content[at - 1]) && !char.IsLetterOrDigit(content[at - 1])))
            return true;

        return Rune.DecodeLastFromUtf16(content.AsSpan(0, at), out var before, out _) == System.Buffers.OperationStatus.Done
            && (Rune.GetUnicodeCategory(before) == UnicodeCategory.OtherLetter || (before.Utf16SequenceLength == 2 && !Rune.IsLetterOrDigit(before)));
    }

    private static string Run(string content, int from)
    {
        var end = from;
        if (content.AsSpan(from).StartsWith(External))
        {
            while (end < content.Length && end - from < External.Length + ExternalCharacters && !char.IsWhiteSpace(content[end]) && content[end] != '@')
                end++;
            return content[from..end];
        }

        while (end < content.Length && end - from <= NameCharacters && Rune.TryGetRuneAt(content, end, out var rune)
            && (Rune.IsLetterOrDigit(rune) || (rune.IsAscii && IsSeparator((char)rune.Value))))
            end += rune.Utf16SequenceLength;

        // A name begins with a letter or a digit; in ada@example.com@grace the second @ begins none.
        return end == from || IsSeparator(content[from]) || (end < content.Length && content[end] == '@') ? "" : content[from..end];
    }

    private static bool EndsAName(string run, int end) =>
        end == run.Length || (IsSeparator(run[end]) && !char.IsHighSurrogate(run[end - 1])) || IsCaseless(run, end) || IsCaselessBefore(run, end);

    private static bool IsSeparator(char c) => c is '.' or '_' or '-';

    private static bool IsCaseless(string run, int at) =>
        at < run.Length && Rune.TryGetRuneAt(run, at, out var rune) && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter;

    private static bool IsCaselessBefore(string run, int at) =>
        Rune.DecodeLastFromUtf16(run.AsSpan(0, at), out var rune, out _) == System.Buffers.OperationStatus.Done
        && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter;
}
