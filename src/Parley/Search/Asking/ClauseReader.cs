using Parley.Search.Words;

namespace Parley.Search.Asking;

/// <summary>Turns what somebody typed between two blanks, or between quotes, into a clause.</summary>
internal static class ClauseReader
{
    /// <summary>Nothing when there is nothing in it that a text could be found by.</summary>
    public static Clause? Word(string chunk)
    {
        var typed = chunk.TrimEnd('*');
        var tokens = Splitter.Split(typed);
        if (Signed(typed, tokens) is { } signed)
            return new(typed, [new([signed], Way.Exact)]);

        var (terms, isPrefix) = InOrder(tokens);
        if (terms.Count == 0)
            return null;

        isPrefix |= typed.Length < chunk.Length && terms[^1].Length > 1;   // what begins with one letter is half of all there is
        var ways = new List<Way> { new(terms, Way.Exact) };
        if (isPrefix)
            ways.Add(new(terms, tokens[^1].Kind == TokenKind.LastLetter ? Way.Exact : Way.Beginning, IsPrefix: true));

        var first = tokens.Find(t => t.Kind is TokenKind.Word or TokenKind.LastLetter);
        var last = tokens.FindLast(t => t.Kind is TokenKind.Word or TokenKind.LastLetter);
        foreach (var form in tokens.Where(t => t.Kind == TokenKind.Form && t.Start == first.Start && t.Start + t.Length == last.Start + last.Length))
            ways.Add(new([form.Term], Way.OtherSpelling));

        var isWord = terms.Count == 1 && first.Kind == TokenKind.Word;
        if (isWord && !isPrefix)
            AddStems(terms[0], tokens, ways);

        return new(typed, ways, isWord && !isPrefix ? terms[0] : null);
    }

    /// <summary>Just these words in this order.</summary>
    public static Clause? Phrase(string text)
    {
        var (terms, isPrefix) = InOrder(Splitter.Split(text));
        return terms.Count == 0 ? null : new(text, [new(terms, Way.Exact, isPrefix)]);
    }

    /// <summary>The same word where less is asked for: its beginning is enough, and so are these words instead of it.</summary>
    public static Clause Relax(Clause clause, IEnumerable<string> instead) => clause.Word is not { Length: >= 3 } word ? clause : clause with
    {
        Ways = [.. clause.Ways, new([word], Way.Beginning, IsPrefix: true), .. instead.SelectMany(other => Typo(other))],
    };

    private static IEnumerable<Way> Typo(string word)
    {
        yield return new([word], Way.Typo);
        yield return new([Token.StemMark + word], Way.Typo - 5);
    }

    private static void AddStems(string word, List<Token> tokens, List<Way> ways)
    {
        ways.Add(new([Token.StemMark + word], Way.Stem));
        foreach (var stem in tokens.Where(t => t.Kind == TokenKind.Stem))
        {
            ways.Add(new([stem.Term], Way.Stem));
            ways.Add(new([stem.Term[1..]], Way.Stem));
        }
    }

    private static (List<string> Terms, bool IsPrefix) InOrder(List<Token> tokens)
    {
        var order = tokens.Where(t => t.Kind is TokenKind.Word or TokenKind.LastLetter).ToList();
        if (order.Count > 0 && order[^1] is { Kind: TokenKind.LastLetter } last)
        {
            // Where the run goes on in the text, its last letter here is the first of a pair there.
            if (order.Count > 1 && order[^2].Kind == TokenKind.Word && order[^2].Start + order[^2].Length == last.Start + last.Length && order[^2].Start < last.Start)
                order.RemoveAt(order.Count - 1);
            else
                return ([.. order.Select(t => t.Term)], true);
        }

        return ([.. order.Select(t => t.Term)], false);
    }

    // C++, #tag, @name, =>: the sign is what is looked for.
    private static string? Signed(string typed, List<Token> tokens)
    {
        var trimmed = typed.Trim('(', ')', '[', ']', '{', '}', ',', ';', '.', '"', '\'');
        var start = typed.IndexOf(trimmed, StringComparison.Ordinal);
        return trimmed.Length == 0 ? null : tokens.FirstOrDefault(t => t.Kind == TokenKind.Form
            && t.Term.AsSpan().ContainsAnyInRange('\uE000', '\uE07F')
            && ((t.Start == start && t.Length == trimmed.Length) || (t.Start == start - 1 && t.Length == trimmed.Length + 1))).Term;
    }
}
