namespace Parley.Realtime;

/// <summary>How many frames one socket may send: 50 a second on average, 200 at once. Off where rate limits are off.</summary>
internal sealed class FrameBudget(bool enabled, TimeProvider clock)
{
    private const double PerSecond = 50;
    private const double AtOnce = 200;

    /// <summary>Refused frames in a row after which the socket is closed: it does not listen to the refusals.</summary>
    public const int Patience = 500;

    private double _left = AtOnce;
    private long _since = clock.GetTimestamp();

    /// <summary>How many frames in a row were refused.</summary>
    public int Refused { get; private set; }

    public bool TryTake()
    {
        if (!enabled)
            return true;

        var now = clock.GetTimestamp();
        _left = Math.Min(AtOnce, _left + (clock.GetElapsedTime(_since, now).TotalSeconds * PerSecond));
        _since = now;
        if (_left < 1)
        {
            Refused++;
            return false;
        }

        _left--;
        Refused = 0;
        return true;
    }
}
