using System.Globalization;
using System.Text;

namespace Parley.Search.Words;

/// <summary>What a character is to the splitter.</summary>
internal enum LetterKind
{
    /// <summary>Ends a word.</summary>
    Gap,

    /// <summary>Part of a word that blanks or signs end.</summary>
    Letter,

    /// <summary>Of a script that writes words without blanks between them: found by pairs.</summary>
    Dense,

    /// <summary>Neither seen nor compared: accents of their own, vowel points, marks of direction.</summary>
    Nothing,

    /// <summary>An ASCII sign, which may belong to a word of code.</summary>
    Sign,

    /// <summary>A word by itself: an emoji, a currency, a mathematical sign.</summary>
    Picture,
}

/// <summary>Says of each character what it is.</summary>
internal static class LetterKinds
{
    public static LetterKind Of(Rune rune)
    {
        var code = rune.Value;
        if (code < 0x80)
            return char.IsAsciiLetterOrDigit((char)code) ? LetterKind.Letter
                : code == '$' ? LetterKind.Picture
                : code > ' ' && code < 0x7F ? LetterKind.Sign : LetterKind.Gap;
        if (IsNothing(code))
            return LetterKind.Nothing;
        if (IsDense(code))
            return LetterKind.Dense;

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark => LetterKind.Letter,
            UnicodeCategory.OtherSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.MathSymbol => LetterKind.Picture,
            UnicodeCategory.Format or UnicodeCategory.EnclosingMark => LetterKind.Nothing,
            _ => LetterKind.Gap,
        };
    }

    private static bool IsNothing(int code) => code is
        0xAD or 0x640 or 0x670 or (>= 0x300 and <= 0x36F) or (>= 0x591 and <= 0x5C7) or (>= 0x610 and <= 0x61A) or (>= 0x64B and <= 0x65F)
        or (>= 0x6D6 and <= 0x6ED) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x200B and <= 0x200F)
        or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF
        or (>= 0x1F3FB and <= 0x1F3FF) or (>= 0xE0000 and <= 0xE01EF);

    private static bool IsDense(int code) => code is
        (>= 0xE01 and <= 0xE3A) or (>= 0xE40 and <= 0xE4E) or (>= 0xE80 and <= 0xECD) or (>= 0xEDC and <= 0xEDF) or (>= 0x1000 and <= 0x103F)
        or (>= 0x1100 and <= 0x11FF) or (>= 0x1780 and <= 0x17D3) or (>= 0x3005 and <= 0x3007) or (>= 0x3041 and <= 0x309F)
        or (>= 0x30A1 and <= 0x30FA) or (>= 0x30FC and <= 0x30FF) or (>= 0x3131 and <= 0x318E) or (>= 0x31F0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7FB) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFF66 and <= 0xFF9F) or (>= 0x20000 and <= 0x3FFFF);
}
