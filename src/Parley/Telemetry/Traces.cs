using System.Diagnostics;

namespace Parley.Telemetry;

/// <summary>
/// One trace a message: accepted at a door, committed, told, written to sockets. Without somebody who listens (OTLP is off) no span is
/// made and nothing is carried. Spans name ids, never text.
/// </summary>
public static class Traces
{
    public const string SourceName = "Parley";

    public static ActivitySource Source { get; } = new(SourceName, Figures.Version);

    /// <summary>What a write carries to the threads that commit and tell it; nothing while nobody listens.</summary>
    internal static Activity? Carried => Source.HasListeners() && Activity.Current is { Recorded: true } current ? current : null;

    /// <summary>A span of something that has already happened.</summary>
    internal static Activity? Past(string name, ActivityContext parent, DateTimeOffset began, DateTimeOffset ended)
    {
        var span = Source.StartActivity(name, ActivityKind.Internal, parent, startTime: began);
        span?.SetEndTime(ended.UtcDateTime);
        return span;
    }
}
