using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Parley.Search.Words;

/// <summary>The form of a letter in which words are compared: small, without accents, one spelling for each.</summary>
internal static class Folding
{
    // Half-width katakana in the order of Unicode, from U+FF66.
    private const string Katakana = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

    private const string Voiceable = "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ";
    private const string HalfVoiceable = "はひふへほハヒフヘホ";

    private static readonly FrozenDictionary<char, string> Plain = FoldingTable.Groups.Split(' ')
        .Select(group => group.Split(':'))
        .SelectMany(parts => parts[1].Select(letter => KeyValuePair.Create(letter, parts[0])))
        .ToFrozenDictionary();

    /// <summary>Appends the folded form; a mark that makes one letter with the one before it changes that one.</summary>
    public static void Append(StringBuilder word, Rune rune)
    {
        if (rune.IsAscii)
            word.Append(char.ToLowerInvariant((char)rune.Value));
        else if (rune.IsBmp)
            AppendBmp(word, (char)rune.Value);
        else
            word.Append(Rune.ToLowerInvariant(rune).ToString());
    }

    /// <summary>What an umlaut is written as where there is none on the keyboard.</summary>
    public static char Umlaut(Rune rune) => rune.Value switch
    {
        'ä' or 'Ä' => 'a',
        'ö' or 'Ö' or 'ø' or 'Ø' => 'o',
        'ü' or 'Ü' => 'u',
        _ => '\0',
    };

    private static void AppendBmp(StringBuilder word, char letter)
    {
        if (letter is '\u3099' or '\uFF9E' or '\u309A' or '\uFF9F')
            Voice(word, half: letter is '\u309A' or '\uFF9F');
        else if (letter is >= '\u1161' and <= '\u1175' && Last(word) is >= '\u1100' and <= '\u1112' and var lead)
            word[^1] = (char)(0xAC00 + ((((lead - 0x1100) * 21) + (letter - 0x1161)) * 28));
        else if (letter is >= '\u11A8' and <= '\u11C2' && Last(word) is >= '\uAC00' and <= '\uD7A3' and var open && (open - 0xAC00) % 28 == 0)
            word[^1] = (char)(open + (letter - 0x11A7));
        else if (Plain.TryGetValue(letter, out var plain))
            word.Append(plain);
        else
            word.Append(One(letter));
    }

    private static char One(char letter) => letter switch
    {
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' or 'ی' or 'ئ' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        'ک' => 'ك',
        >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(letter - 0xFEE0)),
        >= '\uFF66' and <= '\uFF9D' => Katakana[letter - 0xFF66],
        _ when CharUnicodeInfo.GetDecimalDigitValue(letter) is >= 0 and var digit => (char)('0' + digit),
        _ => char.ToLowerInvariant(letter),
    };

    private static void Voice(StringBuilder word, bool half)
    {
        if (word.Length > 0 && (half ? HalfVoiceable : Voiceable).Contains(word[^1], StringComparison.Ordinal))
            word[^1] = (char)(word[^1] + (half ? 2 : 1));
    }

    private static char Last(StringBuilder word) => word.Length == 0 ? '\0' : word[^1];
}
