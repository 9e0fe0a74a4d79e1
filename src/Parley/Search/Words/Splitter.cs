using System.Text;

namespace Parley.Search.Words;

/// <summary>
/// Splits a text into what it can be found by, the same for every engine: the words in their order, then their parts, their forms with
/// signs and their stems. Scripts without blanks are split into overlapping pairs, so that any two letters of theirs are found.
/// </summary>
public sealed class Splitter
{
    private const string Operators = "=<>!&|+-*/%^~?:@#\\`";

    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly OpenWord _word;
    private readonly List<(string Letter, int Start, int Length)> _run = [];
    private readonly StringBuilder _letter = new();

    private Splitter(string text)
    {
        _text = text;
        _tokens = new(text.Length / 3);
        _word = new(_tokens);
    }

    /// <summary>In the order of the words; other forms follow the word that they are of.</summary>
    public static List<Token> Split(string text)
    {
        var splitter = new Splitter(text);
        splitter.Run();
        return splitter._tokens;
    }

    private void Run()
    {
        for (int at = 0, length; at < _text.Length; at += length)
        {
            if (Rune.DecodeFromUtf16(_text.AsSpan(at), out var rune, out length) != System.Buffers.OperationStatus.Done)
            {
                EndAll();
                continue;
            }

            switch (LetterKinds.Of(rune))
            {
                case LetterKind.Letter:
                    EndRun();
                    _word.Add(rune, at, length);
                    break;
                case LetterKind.Dense:
                    _word.End();
                    AddToRun(rune, at, length);
                    break;
                case LetterKind.Nothing:
                    break;
                case LetterKind.Picture:
                    EndAll();
                    length = Picture(rune, at, length);
                    break;
                case LetterKind.Sign:
                    EndRun();
                    length = Sign(at);
                    break;
                default:
                    EndRun();
                    _word.End(connector: rune.Value is 0x2019 or 0x2010 or 0x2011 or 0xB7);
                    break;
            }
        }

        EndAll();
    }

    private void EndAll()
    {
        EndRun();
        _word.End();
        _word.EndCompound();
    }

    private void AddToRun(Rune rune, int at, int length)
    {
        // A mark that makes one letter with the one before (a voiced kana, a Korean syllable in its parts) changes that one.
        _letter.Clear();
        if (_run.Count > 0)
            _letter.Append(_run[^1].Letter);

        var before = _letter.Length;
        Folding.Append(_letter, rune);
        if (_letter.Length > before)
            _run.Add((_letter.ToString(before, _letter.Length - before), at, length));
        else if (_run.Count > 0)
            _run[^1] = (_letter.ToString(), _run[^1].Start, at + length - _run[^1].Start);
    }

    private void EndRun()
    {
        if (_run.Count == 0)
            return;

        _word.EndCompound();
        for (var i = 0; i + 1 < _run.Count; i++)
            _tokens.Add(new(_run[i].Letter + _run[i + 1].Letter, _run[i].Start, _run[i + 1].Start + _run[i + 1].Length - _run[i].Start, TokenKind.Word));

        var last = _run[^1];
        _tokens.Add(new(last.Letter, last.Start, last.Length, TokenKind.LastLetter));
        _run.Clear();
    }

    private int Picture(Rune rune, int at, int length)
    {
        // Two letters of a flag are one sign.
        if (rune.Value is >= 0x1F1E6 and <= 0x1F1FF && Rune.DecodeFromUtf16(_text.AsSpan(at + length), out var second, out var more) == System.Buffers.OperationStatus.Done
            && second.Value is >= 0x1F1E6 and <= 0x1F1FF)
            length += more;

        _tokens.Add(new(Token.Sign(_text.Substring(at, length)), at, length, TokenKind.Word));
        return length;
    }

    /// <summary>A run of ASCII signs: what it does to the word before, to the one after, and whether it is a word of code itself.</summary>
    private int Sign(int at)
    {
        var end = at + 1;
        while (end < _text.Length && (_text[end] == _text[at] || (IsOperator(_text[at]) && IsOperator(_text[end]))))
            end++;

        var signs = _text.AsSpan(at, end - at);
        if (_word.IsOpen && signs is "++" or "#" && (signs is "++" || _word.Length <= 2) && !FollowedByLetter(end))
            _tokens.Add(new(_word.Folded + Token.Sign(signs.ToString()), _word.Start, end - _word.Start, TokenKind.Form));

        var wasOpen = _word.IsOpen;
        _word.End(connector: signs is "-" or "'" or "_");
        if (!wasOpen && signs[^1] is '#' or '@' or '.' && FollowedByLetter(end))
            Tagged(end - 1);
        if (signs.Length is >= 2 and <= 4 && IsOperator(signs[0]))
            _tokens.Add(new(Token.Sign(signs.ToString()), at, signs.Length, TokenKind.Form));

        return signs.Length;
    }

    /// <summary>#tag, @name, .net: the sign with the letters after it.</summary>
    private void Tagged(int at)
    {
        _letter.Clear().Append(_text[at]);
        var end = at + 1;
        while (end < _text.Length && _letter.Length < Token.LongestTerm && Rune.DecodeFromUtf16(_text.AsSpan(end), out var rune, out var length) == System.Buffers.OperationStatus.Done
            && (LetterKinds.Of(rune) is LetterKind.Letter or LetterKind.Dense or LetterKind.Nothing || rune.Value == '_'))
        {
            if (LetterKinds.Of(rune) != LetterKind.Nothing)
                Folding.Append(_letter, rune);
            end += length;
        }

        _tokens.Add(new(Token.Sign(_letter.ToString()), at, end - at, TokenKind.Form));
    }

    private bool FollowedByLetter(int at) =>
        Rune.DecodeFromUtf16(_text.AsSpan(at), out var rune, out _) == System.Buffers.OperationStatus.Done
        && LetterKinds.Of(rune) is LetterKind.Letter or LetterKind.Dense;

    private static bool IsOperator(char sign) => Operators.Contains(sign, StringComparison.Ordinal);
}
