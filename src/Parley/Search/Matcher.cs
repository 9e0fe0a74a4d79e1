using Parley.Protocol;
using Parley.Search.Asking;
using Parley.Search.Words;

namespace Parley.Search;

/// <summary>
/// Holds a text against the clauses without the index: for messages that are not indexed yet, for ranking what the index found, and to
/// say which letters matched.
/// </summary>
internal sealed class Matcher
{
    private readonly IReadOnlyList<Clause> _must;
    private readonly Dictionary<string, List<(int Clause, int Weight)>> _terms = [];
    private readonly List<(int Clause, Way Way)> _longer = [];
    private readonly string[] _together;

    public Matcher(IReadOnlyList<Clause> must)
    {
        _must = must;
        for (var i = 0; i < must.Count; i++)
        {
            foreach (var way in must[i].Ways)
            {
                if (way.Terms.Count > 1 || way.IsPrefix)
                    _longer.Add((i, way));
                else if (_terms.TryGetValue(way.Terms[0], out var known))
                    known.Add((i, way.Weight));
                else
                    _terms.Add(way.Terms[0], [(i, way.Weight)]);
            }
        }

        // All words next to each other and in the order asked is better than strewn about.
        _together = must.Count > 1 ? [.. must.SelectMany(clause => clause.Ways[0].Terms)] : [];
    }

    /// <summary>How well a text fits: nothing when a clause is not in it and <paramref name="isFound"/> does not say that it is.</summary>
    public int? Weigh(string text, bool isFound = false)
    {
        if (_must.Count == 0)
            return 0;

        Span<int> best = stackalloc int[_must.Count];
        Span<int> times = stackalloc int[_must.Count];
        best.Clear();
        times.Clear();
        var tokens = Splitter.Split(text);
        foreach (var (clause, weight, _, _) in Hits(tokens))
        {
            times[clause] += weight > best[clause] || times[clause] == 0 ? 1 : 0;
            best[clause] = Math.Max(best[clause], weight);
        }

        var sum = 0;
        for (var i = 0; i < best.Length; i++)
        {
            if (best[i] == 0 && !isFound)
                return null;

            sum += (best[i] == 0 ? Way.Typo : best[i]) * 10;
        }

        var together = _together.Length > 0 && Order(tokens) is var order && Enumerable.Range(0, order.Count).Any(at => Stands(order, at, _together, isPrefix: false));
        return (sum / best.Length) + (together ? 300 : 0) + (100 * 40 / (40 + Math.Min(text.Length, Candidate.RankedLetters)));
    }

    /// <summary>Whether any clause is in a text.</summary>
    public bool FindsAny(string text) => Hits(Splitter.Split(text)).Any();

    /// <summary>The letters that matched, in order and without overlaps.</summary>
    public List<TextSpan> Highlights(string text)
    {
        var merged = new List<TextSpan>();
        foreach (var (start, length) in Hits(Splitter.Split(text)).Select(hit => (hit.Start, hit.Length)).OrderBy(span => span.Start))
        {
            if (merged.Count > 0 && start <= merged[^1].Start + merged[^1].Length)
                merged[^1] = merged[^1] with { Length = Math.Max(merged[^1].Length, start + length - merged[^1].Start) };
            else
                merged.Add(new(start, length));
        }

        return merged;
    }

    private IEnumerable<(int Clause, int Weight, int Start, int Length)> Hits(List<Token> tokens)
    {
        foreach (var token in tokens)
        {
            if (!_terms.TryGetValue(token.Term, out var ways))
                continue;
            foreach (var (clause, weight) in ways)
                yield return (clause, weight, token.Start, token.Length);
        }

        if (_longer.Count == 0)
            yield break;

        var order = Order(tokens);
        foreach (var (clause, way) in _longer)
        {
            for (var at = 0; at + way.Terms.Count <= order.Count; at++)
            {
                if (Stands(order, at, way.Terms, way.IsPrefix))
                    yield return (clause, way.Weight, order[at].Start, End(order[at + way.Terms.Count - 1], way) - order[at].Start);
            }

            if (way is not { IsPrefix: true, Terms.Count: 1 })
                continue;
            foreach (var token in tokens.Where(t => t.Kind == TokenKind.Form && t.Term.StartsWith(way.Terms[0], StringComparison.Ordinal)))
                yield return (clause, way.Weight, token.Start, token.Length);
        }
    }

    private static List<Token> Order(List<Token> tokens) => tokens.FindAll(t => t.Kind is TokenKind.Word or TokenKind.LastLetter);

    // Of a pair of which only the first letter was asked for, only that is shown.
    private static int End(Token last, Way way) =>
        last.Start + (way.IsPrefix && last.Term.Length == 2 && way.Terms[^1].Length == 1 && last.Length >= 2 && !char.IsAscii(last.Term[0]) ? 1 : last.Length);

    private static bool Stands(List<Token> order, int at, IReadOnlyList<string> terms, bool isPrefix)
    {
        if (at + terms.Count > order.Count)
            return false;

        for (var i = 0; i < terms.Count; i++)
        {
            var term = order[at + i].Term;
            if (isPrefix && i == terms.Count - 1 ? !term.StartsWith(terms[i], StringComparison.Ordinal) : term != terms[i])
                return false;
        }

        return true;
    }
}
