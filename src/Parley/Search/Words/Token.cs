namespace Parley.Search.Words;

/// <summary>One thing that a text can be found by, and where it stands in the text (UTF-16). <see cref="Term"/> is what the index holds.</summary>
public readonly record struct Token(string Term, int Start, int Length, TokenKind Kind)
{
    /// <summary>Marks a stem, so that it is not taken for a word that looks the same.</summary>
    public const char StemMark = '=';

    /// <summary>Marks what is known of a message beside its words.</summary>
    public const char FactMark = '~';

    public const int LongestTerm = 64;

    /// <summary>Moves ASCII signs to where no engine takes them for the end of a term.</summary>
    public static string Sign(string text) =>
        string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = char.IsAscii(from[i]) && !char.IsAsciiLetterOrDigit(from[i]) ? (char)(0xE000 + from[i]) : from[i];
        });
}

/// <summary>What a token is to a search.</summary>
public enum TokenKind
{
    /// <summary>One of the words in their order, of which phrases are made.</summary>
    Word,

    /// <summary>The last letter of a run without blanks, which begins no pair. Also in the order.</summary>
    LastLetter,

    /// <summary>Another form of what stands there: a part of a compound, the compound as one, a word with its sign.</summary>
    Form,

    /// <summary>A stem of a word.</summary>
    Stem,
}
