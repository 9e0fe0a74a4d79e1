using System.Diagnostics;
using Parley.Telemetry;
using Xunit;

namespace Parley.Tests.Telemetry;

/// <summary>The percentiles on the administrators' page are right within 6 %, and forget what is long past.</summary>
public sealed class HowLongDeliveryTook
{
    private static readonly long Minute = Stopwatch.Frequency * 60;

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(1_000)]
    [InlineData(250_000)]
    public void Percentiles_are_within_six_percent(int step)
    {
        var times = new DeliveryTimes();
        for (var i = 1; i <= 1000; i++)
            times.Add(TimeSpan.FromMicroseconds(i * step), Minute);

        var recent = times.Recent(Minute);

        Assert.Equal(1000, recent.Count);
        foreach (var (found, exact) in ((TimeSpan, double)[])[(recent.P50, 500 * step), (recent.P95, 950 * step), (recent.P99, 990 * step)])
            Assert.InRange(found.TotalMicroseconds, exact, (exact * 1.07) + 1);
    }

    [Fact]
    public void What_is_longer_ago_than_the_window_does_not_count()
    {
        var times = new DeliveryTimes();
        times.Add(TimeSpan.FromSeconds(3), 1 * Minute);
        times.Add(TimeSpan.FromMilliseconds(1), 4 * Minute);

        Assert.Equal(2, times.Recent(4 * Minute).Count);
        Assert.Equal(1, times.Recent(7 * Minute).Count);
        Assert.Equal(default, times.Recent(20 * Minute));

        times.Add(TimeSpan.FromMilliseconds(2), 7 * Minute);   // takes the place of the first
        Assert.Equal(2, times.Recent(7 * Minute).Count);
        Assert.InRange(times.Recent(7 * Minute).P99.TotalMilliseconds, 2, 2.2);
    }
}
