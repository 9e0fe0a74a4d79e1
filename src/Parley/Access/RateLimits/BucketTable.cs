using System.Collections.Concurrent;
using System.Globalization;

namespace Parley.Access.RateLimits;

/// <summary>The buckets of one cell of the table, one for each person, workspace or address that is not at rest.</summary>
internal sealed class BucketTable
{
    // About 150 bytes each with their place in the list. Only addresses can be had in such numbers; who has them has as many budgets.
    private const int Kept = 100_000;

    private readonly ConcurrentDictionary<UInt128, Bucket> _buckets = new();
    private readonly Func<UInt128, Bucket> _make;
    private int _count;

    public BucketTable(LimitedBy by, RouteClass kind, Rate rate, TimeProvider clock)
    {
        Name = $"\"{kind}-{by}\"".ToLowerInvariant();
        Policy = string.Create(
            CultureInfo.InvariantCulture, $"{Name};q={rate.AtOnce};w={Math.Max(1, (long)Math.Ceiling(rate.AtOnce / rate.PerSecond))}");
        _make = _ => new Bucket(rate, clock);
    }

    /// <summary>As headers name it.</summary>
    public string Name { get; }

    /// <summary>The <c>RateLimit-Policy</c>: how many permits there are when it is full, and in how many seconds it fills.</summary>
    public string Policy { get; }

    public int Count => Volatile.Read(ref _count);

    public Bucket Of(UInt128 key) => _buckets.TryGetValue(key, out var bucket) ? bucket : Make(key);

    /// <summary>Drops the full ones: a new one is full too.</summary>
    public void Sweep()
    {
        foreach (var entry in _buckets)
        {
            if (entry.Value.IdleDuration is not null && _buckets.TryRemove(entry))
                Interlocked.Decrement(ref _count);
        }
    }

    private Bucket Make(UInt128 key)
    {
        if (Count >= Kept)
            MakeRoom();

        var made = _make(key);
        var kept = _buckets.GetOrAdd(key, made);
        if (ReferenceEquals(made, kept))
            Interlocked.Increment(ref _count);

        return kept;
    }

    private void MakeRoom()
    {
        Sweep();
        if (Count < Kept)
            return;

        _buckets.Clear();
        Interlocked.Exchange(ref _count, 0);
    }
}
