namespace Parley.Search.Words;

/// <summary>
/// What a folded word may be a form of. Which language it is in is not known of a chat message of three words, so each stemmer says what
/// the word would be in its language, and both the text and the question are given all the answers. Light on purpose: endings only,
/// no dictionary; the exact word always ranks above.
/// </summary>
internal static class Stems
{
    public const int ShortestWord = 4;
    private const int LongestWord = 30;

    private static readonly System.Buffers.SearchValues<char> Vowels = System.Buffers.SearchValues.Create("aeiouy");

    private static readonly string[] GermanEndings =
        ["innen", "ungen", "ung", "heiten", "heit", "keiten", "keit", "lichen", "liche", "lich", "ischen", "isch", "ern", "em", "er", "en", "es", "est", "st", "e", "n", "s"];

    private static readonly string[] FrenchEndings =
    [
        "issements", "issement", "issaient", "issant", "issait", "issent", "issons", "issez", "eraient", "erait", "erons", "eront", "erez", "erai",
        "ations", "ation", "ements", "ement", "ences", "ence", "ances", "ance", "iques", "ique", "euses", "euse", "eurs", "eur", "ives", "ive",
        "ifs", "if", "aient", "ais", "ait", "ants", "ant", "ons", "ent", "ees", "ez", "er", "ir", "ee", "es", "is", "it", "us", "e", "s", "i", "u", "x",
    ];

    private static readonly string[] SpanishEndings =
    [
        "amientos", "imientos", "amiento", "imiento", "aciones", "iciones", "ciones", "acion", "icion", "cion", "idades", "idad", "mente", "adores",
        "adoras", "adora", "ador", "ieron", "iendo", "ando", "aron", "abamos", "aban", "abas", "aba", "aria", "eria", "iria", "amos", "emos", "imos",
        "adas", "ados", "idas", "idos", "ada", "ado", "ida", "ido", "ian", "ia", "ar", "er", "ir", "an", "en", "es", "os", "as", "o", "a", "e", "s",
    ];

    private static readonly string[] DutchEndings = ["heden", "ingen", "ing", "eren", "tjes", "tje", "pjes", "pje", "jes", "je", "den", "ten", "de", "te", "en", "t", "s", "e"];

    private static readonly string[] RussianEndings =
    [
        "иями", "ениями", "ениях", "ением", "ения", "ение", "ений", "ости", "остью", "ость", "ировать", "овать", "ывать", "ивать", "ами", "ями", "ией",
        "иях", "ого", "его", "ому", "ему", "ыми", "ими", "ающий", "яющий", "ешь", "ете", "ите", "ишь", "ают", "яют", "уют", "ует", "ала", "ила", "ыла",
        "али", "или", "ыли", "ало", "ило", "ыло", "ать", "ить", "ыть", "еть", "ять", "ает", "яет", "ах", "ях", "ов", "ев", "ей", "ий", "ый", "ой", "ая",
        "яя", "ое", "ее", "ие", "ые", "ую", "юю", "ою", "ею", "ем", "им", "ым", "ом", "их", "ых", "ам", "ям", "ия", "ию", "ии", "ет", "ит", "ют", "ят",
        "ал", "ил", "ла", "ли", "ло", "ть", "ся", "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й",
    ];

    private static readonly string[] ArabicBeginnings = ["وال", "فال", "بال", "كال", "لل", "ال", "و", "ب", "ل", "ف"];
    private static readonly string[] ArabicEndings = ["ها", "هم", "ات", "ان", "ون", "ين", "يه", "ته", "ه", "ي"];

    /// <summary>Adds the stems of a folded word that differ from it and from each other.</summary>
    public static void Add(string word, List<string> stems)
    {
        if (word.Length is < ShortestWord or > LongestWord)
            return;

        if (word[0] is >= 'a' and <= 'z')
        {
            foreach (var letter in word)
            {
                if (letter is < 'a' or > 'z')
                    return;
            }

            Keep(word, Final(English(word)), stems);
            Keep(word, Final(Cut(word, GermanEndings, 3, twice: true)), stems);
            Keep(word, Final(Cut(word, FrenchEndings, 3)), stems);
            Keep(word, Final(Cut(word, SpanishEndings, 3)), stems);
            Keep(word, Dutch(word), stems);
        }
        else if (word[0] is >= 'а' and <= 'я')
        {
            Keep(word, Cut(word, RussianEndings, 3), stems);
        }
        else if (word[0] is >= '\u0621' and <= '\u064A')
        {
            Keep(word, Arabic(word), stems);
        }
    }

    private static void Keep(string word, ReadOnlySpan<char> stem, List<string> stems)
    {
        if (stem.SequenceEqual(word))
            return;
        foreach (var known in stems)
        {
            if (stem.SequenceEqual(known))
                return;
        }

        stems.Add(stem.ToString());
    }

    private static ReadOnlySpan<char> English(ReadOnlySpan<char> word)
    {
        word = word.EndsWith("ies") && word.Length > 4 ? word[..^2]
            : word.EndsWith("sses") || word.EndsWith("shes") || word.EndsWith("ches") || word.EndsWith("xes") ? word[..^2]
            : word.EndsWith("s") && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
        word = word.EndsWith("ied") && word.Length > 4 ? word[..^2]
            : word.EndsWith("ed") && HasVowel(word[..^2]) ? Single(word[..^2])
            : word.EndsWith("ing") && HasVowel(word[..^3]) ? Single(word[..^3]) : word;
        return Cut(word, EnglishEndings, 4);
    }

    private static readonly string[] EnglishEndings =
        ["ization", "isation", "ational", "fulness", "ousness", "iveness", "ations", "ation", "ators", "ator", "ments", "ment", "ness", "ally", "ably", "ibly", "able", "ible", "tion", "ion", "ful", "ly", "er", "or"];

    private static ReadOnlySpan<char> Dutch(ReadOnlySpan<char> word)
    {
        var stem = Single(Cut(word, DutchEndings, 3));
        if (stem.Length > 3 && stem[^2] == stem[^3] && stem[^2] is 'a' or 'e' or 'o' or 'u' && !Vowels.Contains(stem[^1]))
            stem = string.Concat(stem[..^2], stem[^1..]);   // loop, lopen: lop

        return stem[^1] switch
        {
            'v' => string.Concat(stem[..^1], "f"),
            'z' => string.Concat(stem[..^1], "s"),
            _ => stem,
        };
    }

    private static ReadOnlySpan<char> Arabic(ReadOnlySpan<char> word)
    {
        foreach (var beginning in ArabicBeginnings)
        {
            if (word.StartsWith(beginning) && word.Length - beginning.Length >= 3)
            {
                word = word[beginning.Length..];
                break;
            }
        }

        return Cut(word, ArabicEndings, 3);
    }

    /// <summary>Takes the longest ending off that leaves enough; of some languages a second one.</summary>
    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> word, string[] endings, int leaves, bool twice = false)
    {
        ReadOnlySpan<char> best = word;
        foreach (var ending in endings)
        {
            if (word.Length - ending.Length >= leaves && word.Length - ending.Length < best.Length && word.EndsWith(ending))
                best = word[..^ending.Length];
        }

        return twice && best.Length < word.Length ? Cut(best, endings, leaves + 1) : best;
    }

    /// <summary>One spelling at the end, for what endings hide: e, y and i, and a consonant that was doubled.</summary>
    private static ReadOnlySpan<char> Final(ReadOnlySpan<char> stem)
    {
        if (stem.Length > 3 && stem[^1] == 'e')
            stem = stem[..^1];
        return stem.Length > 2 && stem[^1] == 'y' ? string.Concat(stem[..^1], "i") : stem;
    }

    private static ReadOnlySpan<char> Single(ReadOnlySpan<char> word) =>
        word.Length > 3 && word[^1] == word[^2] && !"aeiouls".Contains(word[^1], StringComparison.Ordinal) ? word[..^1] : word;

    private static bool HasVowel(ReadOnlySpan<char> word) => word.Length > 2 && word.ContainsAny(Vowels);
}
