using System.Globalization;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Search;

/// <summary>
/// Where a search goes on. It looks at rows from <see cref="Top"/> down to <see cref="Bottom"/> (0: not known yet), of which those up to
/// (<see cref="Score"/>, <see cref="N"/>) were given out. New messages stand above the top, and age counts from when the search began, so
/// no page depends on what came after the first. Whatever a cursor says, rights are looked at anew.
/// </summary>
internal sealed record SearchCursor(long Top, long Bottom, long AsOf, long Score, long N, bool IsRelaxed)
{
    public static SearchCursor First(long newest, DateTimeOffset now) => new(newest, 0, now.ToUnixTimeMilliseconds(), long.MaxValue, long.MaxValue, IsRelaxed: false);

    /// <exception cref="Refusal">Not a cursor that we gave out.</exception>
    public static SearchCursor Parse(string text)
    {
        var parts = text.Split('-');
        var numbers = new long[6];
        if (parts.Length != numbers.Length)
            throw Wrong();
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                throw Wrong();
        }

        return new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5] != 0);
    }

    public override string ToString() => FormattableString.Invariant($"{Top}-{Bottom}-{AsOf}-{Score}-{N}-{(IsRelaxed ? 1 : 0)}");

    /// <summary>The rows below those that this one looked at.</summary>
    public SearchCursor Below(long bottom) => this with { Top = bottom - 1, Bottom = 0, Score = long.MaxValue, N = long.MaxValue };

    private static Refusal Wrong() => new(Errors.ValidationFailed, "cursor is not one that this server gave out.");
}
