using System.Text;
using Parley.Search.Asking;
using Parley.Search.Words;

namespace Parley.Search;

/// <summary>What the index holds of a message: its words in their order, then every other form once, then its facts.</summary>
internal sealed record IndexedWords(string Terms, IReadOnlyCollection<string> Vocabulary)
{
    private const int LongestWord = 24;

    public static IndexedWords Of(Candidate row)
    {
        var tokens = Splitter.Split(row.Content);
        var text = new StringBuilder(row.Content.Length * 2);
        var vocabulary = new HashSet<string>();
        foreach (var token in tokens)
        {
            if (token.Kind is not (TokenKind.Word or TokenKind.LastLetter))
                continue;

            text.Append(token.Term).Append(' ');
            if (IsWord(token.Term))
                vocabulary.Add(token.Term);
        }

        foreach (var term in tokens.Where(t => t.Kind is TokenKind.Form or TokenKind.Stem).Select(t => t.Term).Distinct())
            text.Append(term).Append(' ');
        foreach (var fact in FactsOf.Terms(FactsOf.Lasting(row, row.Content)))
            text.Append(fact).Append(' ');

        text.Append(FactsOf.Conversation(row.ConversationN)).Append(' ').Append(FactsOf.Sender(row.SenderN)).Append(' ').Append(FactsOf.Type(row.Type));
        return new(text.ToString(), vocabulary);
    }

    /// <summary>Of a name: its words and other forms, and one fact.</summary>
    public static string OfName(string name, string fact)
    {
        var tokens = Splitter.Split(name).FindAll(t => t.Kind != TokenKind.Stem);
        return string.Join(' ', tokens.OrderBy(t => t.Kind == TokenKind.Form).Select(t => t.Term).Append(fact));
    }

    /// <summary>What a typo may be of: a word of letters, in a script whose words have blanks between them.</summary>
    public static bool IsWord(string term)
    {
        if (term.Length is < Stems.ShortestWord or > LongestWord)
            return false;

        foreach (var letter in term)
        {
            if (!char.IsLetter(letter))
                return false;
        }

        return true;
    }
}
