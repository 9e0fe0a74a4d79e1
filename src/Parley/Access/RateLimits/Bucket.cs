using System.Threading.RateLimiting;

namespace Parley.Access.RateLimits;

/// <summary>
/// A token bucket as one number: the moment at which it will be full again (the generic cell rate algorithm). The framework's own
/// <see cref="TokenBucketRateLimiter"/> fills in steps, guesses how long to wait, and looks at the machine's clock; this one fills all
/// the time, so that the time to wait is exact, takes no lock and no timer, and keeps 40 bytes.
/// </summary>
public sealed class Bucket : RateLimiter
{
    private readonly TimeProvider _clock;
    private readonly long _each;   // of the clock's units, for one permit
    private readonly long _room;
    private long _full;

    public Bucket(Rate rate, TimeProvider clock)
    {
        _clock = clock;
        _each = Math.Max(1, (long)(clock.TimestampFrequency / rate.PerSecond));
        _room = _each * rate.AtOnce;
    }

    /// <summary>How many permits there are now.</summary>
    public int Left => (int)Math.Max(0, (_room - Math.Max(0, Volatile.Read(ref _full) - _clock.GetTimestamp())) / _each);

    /// <summary>How long until it is full again.</summary>
    public TimeSpan UntilFull => _clock.GetElapsedTime(0, Math.Max(0, Volatile.Read(ref _full) - _clock.GetTimestamp()));

    /// <summary>For how long it has been full, which is as if it had never been used; nothing while it is not.</summary>
    public override TimeSpan? IdleDuration =>
        _clock.GetTimestamp() - Volatile.Read(ref _full) is >= 0 and var idle ? _clock.GetElapsedTime(0, idle) : null;

    /// <summary>Takes more than was asked about before, if need be on credit: what follows waits until it is paid.</summary>
    public void Charge(int permits)
    {
        var now = _clock.GetTimestamp();
        long full;
        do
            full = Volatile.Read(ref _full);
        while (Interlocked.CompareExchange(ref _full, Math.Max(full, now) + (permits * _each), full) != full);
    }

    public override RateLimiterStatistics GetStatistics() => new() { CurrentAvailablePermits = Left };

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        var now = _clock.GetTimestamp();
        while (true)
        {
            var full = Volatile.Read(ref _full);
            var next = Math.Max(full, now) + (permitCount * _each);
            var missing = next - now - _room;
            if (missing > 0)
                return new Refused(TimeSpan.FromTicks((long)Math.Ceiling(missing * ((double)TimeSpan.TicksPerSecond / _clock.TimestampFrequency))));
            if (Interlocked.CompareExchange(ref _full, next, full) == full)
                return Taken.Lease;
        }
    }

    /// <summary>Nobody queues: who is refused is told when to come again.</summary>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        new(AttemptAcquireCore(permitCount));

    private sealed class Taken : RateLimitLease
    {
        public static readonly Taken Lease = new();

        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }

    private sealed class Refused(TimeSpan wait) : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            var isWait = metadataName == MetadataName.RetryAfter.Name;
            metadata = isWait ? wait : null;
            return isWait;
        }
    }
}
