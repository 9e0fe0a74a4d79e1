using System.Globalization;
using System.Text;
using Parley.Protocol;

namespace Parley.Files;

/// <summary>
/// What a file is called: text that people read, never a path. Kept as it was given but for what would deceive a reader or break a line:
/// control characters, what turns the direction of writing, and what is no Unicode.
/// </summary>
internal static class FileNames
{
    private const string Nameless = "file";

    public static string Clean(string? given)
    {
        var text = new StringBuilder();
        foreach (var rune in (given ?? "").EnumerateRunes())   // a surrogate without its pair comes as U+FFFD
        {
            if (!IsHidden(rune))
                text.Append(rune.ToString());
        }

        var name = text.ToString().Trim();
        return name.Length == 0 ? Nameless : Shortened(name);
    }

    /// <summary>For a file that is saved somewhere: some clients take a slash or leading dots for directions.</summary>
    public static string ForSaving(string name)
    {
        var safe = string.Concat(name.Select(c => c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' ? '_' : c)).TrimStart('.');
        return safe.Length == 0 ? Nameless : safe;
    }

    public static string Extension(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[(dot + 1)..].ToLowerInvariant() : "";

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x061C or 0x200E or 0x200F or 0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static string Shortened(string name)
    {
        if (name.Length <= Limits.FileNameCharacters)
            return name;

        var dot = name.LastIndexOf('.');
        var end = dot > 0 && name.Length - dot <= 20 ? name[dot..] : "";
        var kept = Limits.FileNameCharacters - end.Length;
        return string.Concat(name.AsSpan(0, char.IsHighSurrogate(name[kept - 1]) ? kept - 1 : kept), end);
    }
}
