namespace Parley.Tests.Dialects.Transcripts;

/// <summary>
/// What went over the line, as data: people, requests with the answers that are expected, frames. How to write one stands in README.md beside
/// this file.
/// </summary>
internal sealed record Transcript(string Name, IReadOnlyList<Step> Steps)
{
    public static Transcript Read(string path) => new(Path.GetFileNameWithoutExtension(path), [.. Parse(File.ReadAllLines(path))]);

    private static IEnumerable<Step> Parse(string[] lines)
    {
        for (var i = 0; i < lines.Length;)
        {
            if (string.IsNullOrWhiteSpace(lines[i]) || lines[i].StartsWith('#'))
            {
                i++;
                continue;
            }

            var (number, first) = (i + 1, lines[i++].Trim());
            var rest = new List<string>();
            while (i < lines.Length && lines[i].Length > 0 && (char.IsWhiteSpace(lines[i][0]) || lines[i][0] is '{' or '}' or '[' or ']' or '='))
                rest.Add(lines[i++]);

            yield return new Step(number, first, rest);
        }
    }
}

/// <summary>One step: its first line, and the indented ones that belong to it.</summary>
internal sealed record Step(int Line, string First, IReadOnlyList<string> Rest)
{
    private static readonly HashSet<string> Verbs = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    public string[] Words => First.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public bool IsRequest => Words is [_, var verb, _, ..] && Verbs.Contains(verb);

    public bool IsFrame => Words is [_, "<" or ">" or "<~", ..];

    /// <summary>What stands behind the first so many words, and in the lines below.</summary>
    public string After(int words)
    {
        var text = First;
        for (var i = 0; i < words; i++)
            text = text[(text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? space + 1 : text.Length)..].TrimStart();

        return string.Join('\n', Rest.Prepend(text)).Trim();
    }
}
