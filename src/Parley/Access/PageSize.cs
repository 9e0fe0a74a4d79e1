using System.Globalization;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>How many items a page has, and the cursor to the next.</summary>
public static class PageSize
{
    /// <exception cref="Refusal">Out of range.</exception>
    public static int Checked(int? limit) => limit switch
    {
        null => Limits.DefaultPageItems,
        >= 1 and <= Limits.PageItems => limit.Value,
        _ => throw new Refusal(Errors.ValidationFailed, $"limit is between 1 and {Limits.PageItems}."),
    };

    public static string Cursor(long position) => position.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="Refusal">Not a cursor that we gave out.</exception>
    public static long? Position(string? cursor) => cursor is null
        ? null
        : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : throw new Refusal(Errors.ValidationFailed, "cursor is not one that this server gave out.");

    /// <summary>Where a list ordered by time, then by row, goes on.</summary>
    public static string Cursor(DateTimeOffset time, long n) => string.Create(CultureInfo.InvariantCulture, $"{time.ToUnixTimeMilliseconds()}-{n}");

    /// <summary>What such a cursor says; the very beginning, which is the latest, where there is none.</summary>
    /// <exception cref="Refusal">Not a cursor that we gave out.</exception>
    public static (long Time, long N) Place(string? cursor)
    {
        if (cursor is null)
            return (long.MaxValue, long.MaxValue);

        var dash = cursor.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && Position(cursor[..dash]) is { } time && Position(cursor[(dash + 1)..]) is { } n
            ? (time, n)
            : throw new Refusal(Errors.ValidationFailed, "cursor is not one that this server gave out.");
    }
}
