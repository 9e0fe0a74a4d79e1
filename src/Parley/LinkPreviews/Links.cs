using System.Text.RegularExpressions;
using Parley.Protocol;

namespace Parley.LinkPreviews;

/// <summary>Finds the links of a message that are looked up: the first three, not in code, not in angle brackets.</summary>
internal static partial class Links
{
    /// <summary>Longer than any address that leads somewhere.</summary>
    public const int UrlCharacters = 2_000;

    /// <summary>The cheap look that every message gets.</summary>
    public static bool MayHave(string content) => content.Contains("http", StringComparison.OrdinalIgnoreCase);

    /// <summary>The addresses in the order of the text, each once.</summary>
    public static IReadOnlyList<string> Of(string content)
    {
        var links = new List<string>();
        var text = WithoutCode(content);
        foreach (var match in Link().EnumerateMatches(text))
        {
            if (match.Index > 0 && text[match.Index - 1] == '<')
                continue;   // <https://…> is how one says "no preview"

            if (Address(text.Substring(match.Index, Length(text, match))) is { } url && !links.Contains(url) && links.Count < Limits.LinkPreviewsPerMessage)
                links.Add(url);
        }

        return links;
    }

    /// <summary>The address in the form in which it is asked for; nothing where it is none that we call.</summary>
    public static string? Address(string text)
    {
        if (text.Length > UrlCharacters || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
            return null;

        // A name and a password before the host are there to mislead, and would be sent.
        var isCalled = (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.UserInfo.Length == 0 && uri.IdnHost.Length > 0;
        return isCalled ? uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped) : null;
    }

    // A closing bracket belongs to the address only where it opens one: …/wiki/Ada_(language).
    private static int Length(string text, ValueMatch match)
    {
        var end = match.Index + match.Length;
        var link = text.AsSpan(match.Index, match.Length);
        return end < text.Length && text[end] == ')' && link.Count('(') > link.Count(')') ? match.Length + 1 : match.Length;
    }

    // Of the same length, so that nothing moves.
    private static string WithoutCode(string content) => content.Contains('`', StringComparison.Ordinal)
        ? Code().Replace(content, match => new string(' ', match.Length))
        : content;

    // Fenced blocks (to the end where they are not closed), then spans.
    [GeneratedRegex(@"```.*?(?:```|\z)|``.*?``|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    // The end is not punctuation of the sentence.
    [GeneratedRegex("""https?://[^\s<>"'`\u0000-\u001f]*[^\s<>"'`\u0000-\u001f.,:;!?)\]}»”’]""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
