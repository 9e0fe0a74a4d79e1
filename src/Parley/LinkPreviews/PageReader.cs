using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace Parley.LinkPreviews;

/// <summary>
/// Reads what a page says of itself: Open Graph, then Twitter's cards, then its title. Whatever comes out is text: without control and
/// direction characters, on one line, cut to length, and never HTML.
/// </summary>
internal static partial class PageReader
{
    private const int PiecesRead = 300;

    private static readonly SearchValues<char> CharsetLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:.");

    public static LinkPage Read(byte[] html, string? charset, Uri address)
    {
        var document = new HtmlParser().ParseDocument(WhatSpeaks(Head(Decode(html, charset))));
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var meta in document.GetElementsByTagName("meta"))
        {
            if ((meta.GetAttribute("property") ?? meta.GetAttribute("name")) is { Length: > 0 } name && meta.GetAttribute("content") is { Length: > 0 } content)
                said.TryAdd(name.Trim(), content);
        }

        string? Said(params string[] names) => names.Select(said.GetValueOrDefault).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

        return new LinkPage(
            Line(Said("og:title", "twitter:title") ?? document.QuerySelector("title")?.TextContent, LinkPage.TitleCharacters),
            Line(Said("og:description", "twitter:description", "description"), LinkPage.DescriptionCharacters),
            Line(Said("og:site_name", "application-name"), LinkPage.SiteNameCharacters) ?? address.IdnHost,
            Image(Said("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"), address),
            Size(Said("og:image:width")), Size(Said("og:image:height")));
    }

    /// <summary>
    /// Only the title and the meta tags reach the parser: a page of half a megabyte of open tags cost it 170 s, because HTML's rules for
    /// mending such nesting are quadratic. Finding them is linear for each, and there are so many at most.
    /// </summary>
    private static string WhatSpeaks(string head) => string.Concat(
        Pieces().Matches(head).Take(PiecesRead).Select(piece => piece.Value).Where(piece => piece[1] is 't' or 'T' or 'm' or 'M'));

    // What comes first wins: a meta tag within a comment or a script is none, a script within a meta tag is text.
    [GeneratedRegex(
        """<!--.*?-->|<script.*?</script|<style.*?</style|<title[^>]*>.*?</title\s*>|<meta[\s/](?:"[^"]*"|'[^']*'|[^>"'])*>""",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Pieces();

    /// <summary>Everything that says something stands in the head; the rest is not looked at.</summary>
    private static string Head(string html)
    {
        var end = html.IndexOf("</head", StringComparison.OrdinalIgnoreCase);
        if (end < 0)
            end = html.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html : html[..end];
    }

    private static string Decode(byte[] html, string? charset)
    {
        var name = charset ?? DeclaredCharset(html);
        try
        {
            return (name is null ? null : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name))?.GetString(html)
                ?? Encoding.UTF8.GetString(html);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8.GetString(html);   // an encoding that nobody knows, or UTF-7
        }
    }

    // <meta charset="…"> or charset=… in a content attribute, within the first kilobyte as the standard has it.
    private static string? DeclaredCharset(byte[] html)
    {
        var start = Encoding.Latin1.GetString(html, 0, Math.Min(html.Length, 1024));
        var at = start.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;

        var name = start[(at + "charset=".Length)..].TrimStart('"', '\'', ' ');
        var end = name.AsSpan().IndexOfAnyExcept(CharsetLetters);
        return (end < 0 ? name : name[..end]) is { Length: > 0 } found ? found : null;
    }

    /// <summary>One line of plain text, cut between letters.</summary>
    internal static string? Line(string? text, int characters)
    {
        if (text is null)
            return null;

        var line = new StringBuilder(Math.Min(text.Length, characters));
        foreach (var rune in text.EnumerateRunes())   // a surrogate without its pair becomes U+FFFD
        {
            var isSpace = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if (isSpace ? line.Length == 0 || line[^1] == ' ' : IsUnseen(rune))
                continue;
            if (line.Length + rune.Utf16SequenceLength > characters)
                break;

            line.Append(isSpace ? " " : rune.ToString());
        }

        return line.ToString().TrimEnd() is { Length: > 0 } clean ? clean : null;
    }

    // Direction overrides would let a page's title rewrite what stands around it.
    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned && rune.Value != 0x200D;

    private static string? Image(string? image, Uri address) =>
        image is not null && Uri.TryCreate(address, image.Trim(), out var uri) ? Links.Address(uri.AbsoluteUri) : null;

    private static int? Size(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is > 0 and <= 100_000 ? size : null;
}
