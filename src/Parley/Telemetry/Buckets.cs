using System.Diagnostics.Metrics;

namespace Parley.Telemetry;

/// <summary>The fixed buckets of histograms.</summary>
internal static class Buckets
{
    /// <summary>From a tenth of a millisecond, which a quiet server needs, to ten seconds, which nobody waits for.</summary>
    public static InstrumentAdvice<double> Seconds { get; } = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    /// <summary>How many writes one commit holds; 256 is the most (WriteLane).</summary>
    public static InstrumentAdvice<double> Writes { get; } = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] };
}
