namespace Parley.Search.Asking;

/// <summary>
/// One thing that a message must have: any of its ways will do.
/// <see cref="Word"/> is there where it is one plain word: a typo in it may be forgiven.
/// </summary>
public sealed record Clause(string Source, IReadOnlyList<Way> Ways, string? Word = null);

/// <summary>Terms that follow each other; the last one may be only the beginning of a term. A larger weight is a better match.</summary>
public sealed record Way(IReadOnlyList<string> Terms, int Weight, bool IsPrefix = false)
{
    public const int Exact = 100;
    public const int OtherSpelling = 85;
    public const int Stem = 60;
    public const int Beginning = 40;
    public const int Typo = 30;
}
