using Parley.Search.Asking;

namespace Parley.Search;

/// <summary>
/// Puts what was found in order: words as they were typed above other spellings, stems, beginnings and typos; words next to each other
/// above words strewn about; short texts above long ones; and of equals the newer. Deterministic, so that pages fit each other.
/// </summary>
internal static class Ranking
{
    private const double RecencyWeight = 250;
    private const double MonthInMilliseconds = 30 * 86_400_000.0;

    public static List<Ranked> Rank(IReadOnlyList<Candidate> found, SearchQuery query, Matcher matcher, long asOf)
    {
        var ranked = new List<Ranked>(found.Count);
        foreach (var candidate in found)
            ranked.Add(new(candidate, query.Must.Count == 0 ? 0 : matcher.Weigh(candidate.Content, isFound: true)!.Value + Recency(candidate, asOf)));

        ranked.Sort(static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : b.Candidate.N.CompareTo(a.Candidate.N));
        return ranked;
    }

    private static long Recency(Candidate candidate, long asOf) =>
        (long)(RecencyWeight * MonthInMilliseconds / (MonthInMilliseconds + Math.Max(0, asOf - candidate.CreatedAt)));
}

/// <summary>A message that was found, and how good it is.</summary>
internal sealed record Ranked(Candidate Candidate, long Score);
