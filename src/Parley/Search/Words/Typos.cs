namespace Parley.Search.Words;

/// <summary>How many slips of the keyboard lie between two words: a letter too many, too few, wrong, or two in the wrong order.</summary>
internal static class Typos
{
    /// <summary>How many are forgiven in a word.</summary>
    public static int Forgiven(string word) => word.Length >= 8 ? 2 : word.Length >= 4 ? 1 : 0;

    /// <summary>Their number, or nothing when there are more than <paramref name="most"/>.</summary>
    public static int? Between(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most || one.Length > 64 || other.Length > 64)
            return null;

        Span<int> rows = stackalloc int[3 * (other.Length + 1)];
        var before = rows[..(other.Length + 1)];
        var last = rows.Slice(other.Length + 1, other.Length + 1);
        var now = rows[(2 * (other.Length + 1))..];
        for (var j = 0; j <= other.Length; j++)
            last[j] = j;

        for (var i = 1; i <= one.Length; i++)
        {
            now[0] = i;
            var least = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = one[i - 1] == other[j - 1] ? 0 : 1;
                var cost = Math.Min(Math.Min(now[j - 1], last[j]) + 1, last[j - 1] + same);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    cost = Math.Min(cost, before[j - 2] + 1);

                now[j] = cost;
                least = Math.Min(least, cost);
            }

            if (least > most)
                return null;

            var spare = before;
            before = last;
            last = now;
            now = spare;
        }

        return last[other.Length] <= most ? last[other.Length] : null;
    }
}
