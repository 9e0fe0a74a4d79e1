using System.Globalization;

namespace Parley.Search.Asking;

/// <summary>A year, a month, a day or a moment, as people write them in a filter; days are those of UTC.</summary>
internal static class DayWords
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>From when to (but without) when; a moment is as long as a millisecond.</summary>
    public static (DateTimeOffset Start, DateTimeOffset End)? Read(string text)
    {
        if (Exact(text, "yyyy") is { Year: < 9999 } year)
            return (year, year.AddYears(1));
        if (Exact(text, "yyyy-MM") is { Year: < 9999 } month)
            return (month, month.AddMonths(1));
        if (Exact(text, "yyyy-MM-dd") is { Year: < 9999 } day)
            return (day, day.AddDays(1));

        return text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var moment) && moment.Year is > 1 and < 9999
            ? (moment, moment.AddMilliseconds(1))
            : null;
    }

    private static DateTimeOffset? Exact(string text, string format) =>
        DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, Utc, out var found) ? found : null;
}
