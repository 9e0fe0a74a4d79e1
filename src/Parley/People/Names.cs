using System.Globalization;
using System.Text;
using Parley.Access;
using Parley.Protocol;

namespace Parley.People;

/// <summary>What names people may have, and in which form two of them are the same.</summary>
public static class Names
{
    // Letters that have a second spelling (a decomposed one, or one that Unicode keeps for old encodings): refused rather than
    // normalized, because string.Normalize does nothing under InvariantGlobalization. What remains is NFC as it stands.
    private static readonly (int First, int Last)[] TwoSpellings =
    [
        (0x0958, 0x095F), (0x09DC, 0x09DF), (0x0A33, 0x0A36), (0x0A59, 0x0A5E), (0x0B5C, 0x0B5D), (0x0F43, 0x0FB9), (0x1100, 0x11FF),
        (0x1F00, 0x1FFF), (0x2100, 0x214F), (0xA960, 0xA97F), (0xD7B0, 0xD7FF), (0xF900, 0xFAFF), (0xFB1D, 0xFB4F), (0xFE70, 0xFEFF),
        (0xFF00, 0xFFEF), (0x1D400, 0x1D7FF), (0x2F800, 0x2FA1F),
    ];

    /// <summary>The form that must be unique, and that searches compare.</summary>
    public static string Key(string name) => name.Trim().ToLowerInvariant();

    /// <summary>A user name: letters, digits, and . _ - between them.</summary>
    /// <exception cref="Refusal"><c>validation_failed</c>.</exception>
    public static string Username(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (!(Rune.IsLetterOrDigit(rune) && !HasTwoSpellings(rune)) && rune.Value is not ('.' or '_' or '-'))
                throw Wrong("username", "username has letters, digits, dots, underscores and hyphens only.");
        }

        // A name that is a UUID could be taken for somebody's id.
        if (!char.IsLetterOrDigit(name[0]) && !char.IsSurrogate(name[0]))
            throw Wrong("username", "username begins with a letter or a digit.");
        return Guid.TryParse(name, out _) ? throw Wrong("username", "username must not look like an id.") : name;
    }

    /// <exception cref="Refusal"><c>validation_failed</c>.</exception>
    public static string Email(string address)
    {
        address = address.Trim();
        return address.EnumerateRunes().Any(rune => Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            ? throw Wrong("email", "email holds a blank.")
            : address;
    }

    /// <summary>A name to show: anything that can be seen.</summary>
    /// <exception cref="Refusal"><c>validation_failed</c>.</exception>
    public static string Shown(string name, string field) =>
        ShownOrNull(name) is { } shown && shown.Length == name.Trim().Length ? shown : throw Wrong(field, $"{field} is empty or holds control characters.");

    /// <summary>What of a foreign name can be shown, or nothing.</summary>
    public static string? ShownOrNull(string? name)
    {
        if (name is null || !Validation.IsUnicode(name))
            return null;
        var shown = string.Concat(name.Trim().Where(c => !char.IsControl(c)));
        if (shown.Length > Limits.NameCharacters)
            shown = shown[..(char.IsHighSurrogate(shown[Limits.NameCharacters - 1]) ? Limits.NameCharacters - 1 : Limits.NameCharacters)];
        return shown.EnumerateRunes().All(rune => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format) ? null : shown;
    }

    private static bool HasTwoSpellings(Rune rune) => TwoSpellings.Any(range => rune.Value >= range.First && rune.Value <= range.Last);

    private static Refusal Wrong(string field, string sentence) =>
        new(Errors.ValidationFailed, sentence) { Fields = new Dictionary<string, string[]> { [field] = [sentence] } };
}
