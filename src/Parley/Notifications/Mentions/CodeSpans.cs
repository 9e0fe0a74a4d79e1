namespace Parley.Notifications.Mentions;

/// <summary>Passes over code in a message's Markdown: <c>`spans`</c>, and blocks between fences of backticks or tildes.</summary>
internal static class CodeSpans
{
    /// <summary>Where the text goes on after the backticks or tildes at a place: behind the code that they begin, or just behind them.</summary>
    public static int After(string text, int at)
    {
        var mark = text[at];
        var length = Run(text, at);
        if (length >= 3 && BeginsALine(text, at) && (mark == '~' || !RestOfLine(text, at + length).Contains('`')))
            return AfterFence(text, at, mark, length);

        return mark == '~' ? at + length : AfterSpan(text, at, length);
    }

    // A fence ends at a line with at least as many of the same marks and nothing else, or with the text.
    private static int AfterFence(string text, int at, char mark, int length)
    {
        while (NextLine(text, at) is var line && line < text.Length)
        {
            at = line;
            var marks = line;
            while (marks < text.Length && text[marks] == ' ')
                marks++;

            if (marks - line <= 3 && marks < text.Length && text[marks] == mark && Run(text, marks) is var closing && closing >= length
                && RestOfLine(text, marks + closing).IsWhiteSpace())
                return marks + closing;
        }

        return text.Length;
    }

    // A span ends at exactly as many backticks as began it; where there are none, they are just backticks.
    private static int AfterSpan(string text, int at, int length)
    {
        var from = at + length;
        while (from < text.Length && text.IndexOf('`', from) is var next && next >= 0)
        {
            var closing = Run(text, next);
            if (closing == length)
                return next + closing;

            from = next + closing;
        }

        return at + length;
    }

    private static int Run(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] == text[at])
            end++;

        return end - at;
    }

    private static bool BeginsALine(string text, int at)
    {
        var start = at;
        while (start > 0 && text[start - 1] == ' ')
            start--;

        return at - start <= 3 && (start == 0 || text[start - 1] == '\n');
    }

    private static ReadOnlySpan<char> RestOfLine(string text, int at) => text.AsSpan(at, NextLine(text, at) - at);

    private static int NextLine(string text, int at) => text.IndexOf('\n', at) is var end && end >= 0 ? end + 1 : text.Length;
}
