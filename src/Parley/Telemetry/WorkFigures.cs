using System.Diagnostics.Metrics;

namespace Parley.Telemetry;

/// <summary>How an attempt to push or to call somebody ended.</summary>
public enum Attempt
{
    Delivered,

    /// <summary>Failed, and tried again later.</summary>
    Failed,

    /// <summary>Given up: the other side is gone, or has failed too often.</summary>
    GivenUp,
}

/// <summary>Work that nobody waits for: chores, pushes.</summary>
public sealed class WorkFigures
{
    private readonly Counter<long> _chores;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _pushes;

    internal WorkFigures(Meter meter)
    {
        _chores = meter.CreateCounter<long>("parley.chores", "{run}", "Turns of background work, by chore and whether it failed.");
        _duration = meter.CreateHistogram("parley.chore.duration", "s", "One turn of a chore.", null, Buckets.Seconds);
        _pushes = meter.CreateCounter<long>("parley.push.attempts", "{attempt}", "Attempts to push a notification, by channel and how they ended.");
    }

    public void ChoreRan(string name, TimeSpan took, bool failed)
    {
        var chore = new KeyValuePair<string, object?>("chore", name);
        _chores.Add(1, chore, new("outcome", failed ? "failed" : "done"));
        _duration.Record(took.TotalSeconds, chore);
    }

    /// <param name="channel">One of a few words: <c>web</c>, <c>device</c> or <c>mail</c>.</param>
    /// <param name="outcome">How it ended.</param>
    public void PushTried(string channel, Attempt outcome) => _pushes.Add(
        1, new("channel", channel), new KeyValuePair<string, object?>("outcome", outcome switch
        {
            Attempt.Delivered => "delivered",
            Attempt.Failed => "failed",
            _ => "given_up",
        }));
}
