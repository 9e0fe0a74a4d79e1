namespace Parley.Notifications;

/// <summary>The beginning of a message, as quotes show it: 200 letters.</summary>
internal static class Excerpt
{
    public const int Letters = 200;

    public static string Of(string content)
    {
        if (content.Length <= Letters)
            return content;

        var end = 0;
        foreach (var rune in content.EnumerateRunes().Take(Letters))
            end += rune.Utf16SequenceLength;

        return content[..end];
    }
}
