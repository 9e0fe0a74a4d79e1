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
}
