using System.Globalization;
using System.Text;

namespace Parley.Search.Words;

/// <summary>The word that the splitter is in the middle of, and the compound (e-mail, foo_bar, don't) that it is a part of.</summary>
internal sealed class OpenWord(List<Token> tokens)
{
    private const int MostParts = 6;
    private const int LongestCompound = 40;
    private static readonly (UnicodeCategory, UnicodeCategory) NoLetters = (UnicodeCategory.OtherNotAssigned, UnicodeCategory.OtherNotAssigned);

    private readonly StringBuilder _folded = new();
    private readonly StringBuilder _umlauts = new();
    private readonly StringBuilder _compound = new();
    private readonly List<(int Folded, int Source)> _parts = [];
    private readonly List<string> _stems = [];
    private (UnicodeCategory Before, UnicodeCategory Last) _categories = NoLetters;
    private bool _hasUmlaut;
    private int _end;
    private int _compoundStart;
    private int _compoundParts;
    private bool _connected;

    public bool IsOpen => _folded.Length > 0;

    public int Start { get; private set; }

    public int Length => _folded.Length;

    public string Folded => _folded.ToString();

    public void Add(Rune rune, int at, int length)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (!IsOpen)
        {
            Start = at;
            _parts.Add((0, at));
        }
        else if (Begins(category))
        {
            _parts.Add((_folded.Length, at));
        }
        else if (category == UnicodeCategory.LowercaseLetter && _categories is (UnicodeCategory.UppercaseLetter, UnicodeCategory.UppercaseLetter))
        {
            _parts.Add((_folded.Length - 1, _end - 1));   // HTTPServer: the last of the capitals begins the next part
        }

        _categories = (_categories.Last, category);
        _end = at + length;
        if (_folded.Length >= Token.LongestTerm)
            return;

        Folding.Append(_folded, rune);
        if (Folding.Umlaut(rune) is var vowel and not '\0')
        {
            _umlauts.Append(vowel).Append('e');
            _hasUmlaut = true;
        }
        else
        {
            Folding.Append(_umlauts, rune);
        }
    }

    /// <summary>Ends the word; a connector lets the next one belong to the same compound, if it follows at once.</summary>
    public void End(bool connector = false)
    {
        if (!IsOpen)
        {
            EndCompound();
            return;
        }

        var word = _folded.ToString();
        if (!_connected)
            EndCompound();
        if (_compoundParts == 0)
            _compoundStart = Start;

        // v2.10: so that 2.10 is found in it.
        if (word.Length > 1 && word[0] == 'v' && word.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            tokens.Add(new("v", Start, 1, TokenKind.Word));
            tokens.Add(new(word[1..], Start + 1, _end - Start - 1, TokenKind.Word));
        }
        else
        {
            tokens.Add(new(word, Start, _end - Start, TokenKind.Word));
            Parts(word);
        }

        if (_hasUmlaut)
            tokens.Add(new(_umlauts.ToString(0, Math.Min(_umlauts.Length, Token.LongestTerm)), Start, _end - Start, TokenKind.Form));

        Stems.Add(word, _stems);
        foreach (var stem in _stems)
            tokens.Add(new(Token.StemMark + stem, Start, _end - Start, TokenKind.Stem));

        _compound.Append(word);
        _compoundParts++;
        _folded.Clear();
        _umlauts.Clear();
        _parts.Clear();
        _stems.Clear();
        _hasUmlaut = false;
        _categories = NoLetters;
        _connected = connector;
        if (!connector)
            EndCompound();
    }

    /// <summary>The compound as one word: email for e-mail, foobar for foo_bar.</summary>
    public void EndCompound()
    {
        if (_compoundParts is > 1 and <= MostParts && _compound.Length <= LongestCompound)
            tokens.Add(new(_compound.ToString(), _compoundStart, _end - _compoundStart, TokenKind.Form));

        _compound.Clear();
        _compoundParts = 0;
        _connected = false;
    }

    private bool Begins(UnicodeCategory category) =>
        (category == UnicodeCategory.UppercaseLetter && _categories.Last != UnicodeCategory.UppercaseLetter)
        || (category == UnicodeCategory.DecimalDigitNumber) != (_categories.Last == UnicodeCategory.DecimalDigitNumber);

    /// <summary>fooBar: foo and bar too.</summary>
    private void Parts(string word)
    {
        if (_parts.Count is < 2 or > MostParts)
            return;

        for (var i = 0; i < _parts.Count; i++)
        {
            var (folded, source) = _parts[i];
            var (foldedEnd, sourceEnd) = i + 1 < _parts.Count ? _parts[i + 1] : (word.Length, _end);
            if (foldedEnd - folded < 2 || foldedEnd > word.Length)
                continue;

            tokens.Add(new(word[folded..foldedEnd], source, sourceEnd - source, TokenKind.Form));
            if (i > 0 && foldedEnd < word.Length)
                tokens.Add(new(word[folded..], source, _end - source, TokenKind.Form));   // username of getUserName
        }
    }
}
