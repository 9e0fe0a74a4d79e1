using Parley.Protocol;

namespace Parley.Search;

/// <summary>Cuts the part of a text around the first match, at a blank where one is near, and never through a letter.</summary>
internal static class Snippets
{
    private const int Letters = 160;
    private const int Before = 40;
    private const int NearBlank = 15;

    public static TextSnippet Of(string text, IReadOnlyList<TextSpan> highlights)
    {
        if (text.Length <= Letters)
            return new(text, 0, highlights);

        var start = highlights.Count == 0 ? 0 : Math.Max(0, Math.Min(highlights[0].Start - Before, text.Length - Letters));
        if (start > 0 && text.AsSpan(start, NearBlank).IndexOf(' ') is >= 0 and var blank && start + blank < highlights[0].Start)
            start += blank + 1;
        if (char.IsLowSurrogate(text[start]))
            start--;

        var end = Math.Min(text.Length, start + Letters);
        if (end < text.Length && char.IsLowSurrogate(text[end]))
            end--;

        return new(text[start..end], start, [
            .. from span in highlights
               let first = Math.Max(span.Start, start)
               let last = Math.Min(span.Start + span.Length, end)
               where first < last
               select new TextSpan(first - start, last - first)]);
    }
}
