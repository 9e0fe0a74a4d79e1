using System.Diagnostics;
using System.Numerics;

namespace Parley.Telemetry;

/// <summary>
/// How long delivery took in the last minutes, as percentiles that are right within 6 %. One thread adds (the publisher); anybody reads.
/// </summary>
public sealed class DeliveryTimes
{
    /// <summary>How far back it looks, give or take a minute.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(Slices - 1);

    private const int Slices = 6;   // of a minute each: the oldest is dropped when a new one begins
    private const int Steps = 16;   // to each doubling
    private const int Cells = 28 * Steps;   // 1 µs to four minutes

    private readonly Slice[] _slices = [.. Enumerable.Range(0, Slices).Select(_ => new Slice())];

    internal void Add(TimeSpan took) => Add(took, Stopwatch.GetTimestamp());

    internal void Add(TimeSpan took, long now)
    {
        var minute = MinuteOf(now);
        var slice = _slices[minute % Slices];
        if (slice.Minute != minute)
        {
            Array.Clear(slice.Counts);
            Volatile.Write(ref slice.Minute, minute);
        }

        slice.Counts[CellOf((long)took.TotalMicroseconds)]++;
    }

    /// <summary>The percentiles of the last minutes; zeros when nothing was delivered.</summary>
    public DeliveryPercentiles Recent() => Recent(Stopwatch.GetTimestamp());

    internal DeliveryPercentiles Recent(long now)
    {
        var minute = MinuteOf(now);
        var counts = new long[Cells];
        foreach (var slice in _slices)
        {
            if (Volatile.Read(ref slice.Minute) <= minute - Slices)
                continue;

            for (var i = 0; i < Cells; i++)
                counts[i] += slice.Counts[i];
        }

        var total = counts.Sum();
        return new(total, At(counts, total, 0.50), At(counts, total, 0.95), At(counts, total, 0.99));
    }

    private static TimeSpan At(long[] counts, long total, double part)
    {
        var left = (long)Math.Ceiling(total * part);
        for (var i = 0; i < Cells && left > 0; i++)
        {
            left -= counts[i];
            if (left <= 0)
                return TimeSpan.FromMicroseconds(UpperEndOf(i));
        }

        return TimeSpan.Zero;
    }

    // Below 16 µs each microsecond has its cell; above, each doubling has sixteen.
    private static int CellOf(long microseconds)
    {
        if (microseconds < Steps)
            return (int)Math.Max(0, microseconds);

        var doubling = BitOperations.Log2((ulong)microseconds) - 4;
        return (int)Math.Min(Cells - 1, ((doubling + 1) * Steps) + (microseconds >> doubling) - Steps);
    }

    private static double UpperEndOf(int cell) => cell < Steps ? cell + 1 : (long)((cell % Steps) + Steps + 1) << ((cell / Steps) - 1);

    private static long MinuteOf(long timestamp) => (timestamp / Stopwatch.Frequency / 60) + Slices;   // so that 0 is long ago

    private sealed class Slice
    {
        public readonly long[] Counts = new long[Cells];
        public long Minute;
    }
}

/// <summary>How many deliveries there were, and how long half, 95 of 100 and 99 of 100 of them took at most.</summary>
public readonly record struct DeliveryPercentiles(long Count, TimeSpan P50, TimeSpan P95, TimeSpan P99);
