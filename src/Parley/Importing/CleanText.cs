using System.Text;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Importing;

/// <summary>Makes text of another system such as ours may be: Unicode without NUL, of some length.</summary>
internal static class CleanText
{
    /// <summary>What is no Unicode becomes U+FFFD, and NUL goes.</summary>
    public static string Of(string text)
    {
        if (Validation.IsUnicode(text))
            return text;

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())   // a surrogate without its pair comes as U+FFFD
        {
            if (rune.Value != 0)
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    public static string? OrNull(string? text, int most) =>
        string.IsNullOrWhiteSpace(text) ? null : Cut(Of(text).Trim(), most) is { Length: > 0 } kept ? kept : null;

    /// <summary>At most so many UTF-16 code units, never half a letter.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>Milliseconds between 1970 and now; times that are stored elsewhere stand there too.</summary>
    public static DateTimeOffset Within(DateTimeOffset at, DateTimeOffset now) =>
        at > now ? now : at.ToUnixTimeMilliseconds() < 1 ? DateTimeOffset.FromUnixTimeMilliseconds(1) : DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    /// <summary>An emoji as reactions have it, or nothing.</summary>
    public static string? Emoji(string text)
    {
        text = text.Trim();
        return text.Length is 0 or > Limits.EmojiCharacters || !Validation.IsUnicode(text) || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? null : text;
    }
}
