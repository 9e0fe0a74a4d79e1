using System.Globalization;
using Parley.Tests.Access.Matrix;

namespace Parley.Tests.Dialects.Matrix;

/// <summary>
/// One line of a dialect's <c>access.matrix</c>: a kind of conversation, a verb, a path, perhaps a body, and the status that each caller gets,
/// in the order of <see cref="Columns"/>; <c>-</c> where nobody stands so, <c>all=401</c> where all get one.
/// </summary>
internal sealed record DialectRow(string Dialect, string Line, Kind Kind, string Verb, string Path, string? Body, IReadOnlyDictionary<Who, int> Expected)
{
    private static readonly Who[][] Columns =
    [
        [Who.Owner], [Who.Admin], [Who.Moderator], [Who.Member], [Who.ReadOnly], [Who.Left, Who.Kicked, Who.Banned],
        [Who.Stranger, Who.WorkspaceAdmin, Who.WorkspaceOwner], [Who.Elsewhere], [Who.Disabled], [Who.Nobody],
    ];

    public static IEnumerable<DialectRow> Read(string dialect, string file) =>
        from line in File.ReadLines(file)
        where line.Length > 0 && line[0] != '#'
        select Read(dialect, line, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public override string ToString() => $"{Dialect}: {Line}";

    private static DialectRow Read(string dialect, string line, string[] words)
    {
        var isAll = words[^1].StartsWith("all=", StringComparison.Ordinal);
        var statuses = isAll ? [.. Enumerable.Repeat(words[^1]["all=".Length..], Columns.Length)] : words[^Columns.Length..];
        var body = string.Join(' ', words[3..^(isAll ? 1 : Columns.Length)]);
        var expected =
            from column in Columns.Zip(statuses)
            where column.Second != "-"
            from who in column.First
            select (who, Status: int.Parse(column.Second, CultureInfo.InvariantCulture));
        return new(dialect, line, Enum.Parse<Kind>(words[0]), words[1], words[2], body.Length == 0 ? null : body, expected.ToDictionary(one => one.who, one => one.Status));
    }
}
