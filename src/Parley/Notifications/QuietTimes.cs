using System.Globalization;
using Parley.Protocol;

namespace Parley.Notifications;

/// <summary>When a push may go out: at once, or when the quiet hours and the wish not to be disturbed are over.</summary>
internal static class QuietTimes
{
    // Quiet hours may follow one upon another; who has set every hour of the week gets nothing.
    private const int Longest = 15;

    /// <summary>The first moment from <paramref name="at"/> on; nothing when there is none.</summary>
    public static DateTimeOffset? FirstAfter(NotificationSettings settings, DateTimeOffset at)
    {
        var moment = settings.DoNotDisturbUntil is { } until && until > at ? until : at;
        for (var i = 0; i < Longest; i++)
        {
            if (settings.QuietHours is null || EndOfQuiet(settings.QuietHours, moment) is not { } end)
                return moment;

            moment = end;
        }

        return null;
    }

    public static TimeZoneInfo? Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    private static DateTimeOffset? EndOfQuiet(QuietHours hours, DateTimeOffset at)
    {
        // A zone that a later system no longer knows is read as UTC: better an hour wrong than a failed send.
        var zone = Zone(hours.TimeZone) ?? TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        foreach (var day in (DateOnly[])[today, today.AddDays(-1)])
        {
            if (hours.Days is { Count: > 0 } days && !days.Contains((Weekday)(int)day.DayOfWeek))
                continue;

            var (from, to) = (Time(hours.From), Time(hours.To));
            var begin = Moment(day, from, zone);
            var end = Moment(to > from ? day : day.AddDays(1), to, zone);
            if (at >= begin && at < end)
                return end;
        }

        return null;
    }

    // A wall clock's time that a change to summer time leaves out is taken as if the clock had not been changed.
    private static DateTimeOffset Moment(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
