using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Parley.Telemetry;

/// <summary>How long the disk takes, and how much a commit holds.</summary>
public sealed class LaneFigures
{
    private readonly Histogram<double> _commit;
    private readonly Histogram<double> _writes;
    private readonly Histogram<double> _read;

    internal LaneFigures(Meter meter)
    {
        _commit = meter.CreateHistogram(
            "parley.commit.duration", "s", "One commit: its writes run and made durable.", null, Buckets.Seconds);
        _writes = meter.CreateHistogram("parley.commit.writes", "{write}", "Writes that one commit made durable together.", null, Buckets.Writes);
        _read = meter.CreateHistogram("parley.database.read.duration", "s", "One question to the database.", null, Buckets.Seconds);
    }

    internal void Committed(int writes, TimeSpan took)
    {
        _commit.Record(took.TotalSeconds);
        _writes.Record(writes);
    }

    internal void Read(long since)
    {
        if (_read.Enabled)
            _read.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);
    }
}
