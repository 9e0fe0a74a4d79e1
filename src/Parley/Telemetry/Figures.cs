using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Parley.Telemetry;

/// <summary>
/// What the server counts about itself, declared once: <c>/metrics</c>, OTLP and the administrators' statistics all read this. No id
/// ever stands in a label, and every label takes its values from a short list. Counting costs a few nanoseconds and no allocation.
/// </summary>
public sealed class Figures : IDisposable
{
    public const string MeterName = "Parley";

    public Figures()
    {
        Meter = new Meter(new MeterOptions(MeterName) { Version = Version, Scope = this });
        Messages = new(Meter);
        Sockets = new(Meter);
        Storage = new(Meter);
        Work = new(Meter);
        ProcessFigures.Watch(Meter);
        Meter.CreateObservableGauge("parley.build_info", () => new Measurement<int>(
            1, new("version", Version), new KeyValuePair<string, object?>("framework", RuntimeInformation.FrameworkDescription)),
            null, "Always 1; what runs stands in the labels.");
    }

    /// <summary>The version of this build.</summary>
    public static string Version { get; } =
        typeof(Figures).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>For rooms that count what no other knows of.</summary>
    public Meter Meter { get; }

    public MessageFigures Messages { get; }

    public SocketFigures Sockets { get; }

    public LaneFigures Storage { get; }

    /// <summary>Chores, pushes and outgoing calls.</summary>
    public WorkFigures Work { get; }

    /// <summary>Shows a number that somebody else keeps, such as the length of a queue. Asked only when somebody looks.</summary>
    public void Watch(string name, string unit, string description, Func<long> read) =>
        Meter.CreateObservableGauge(name, read, unit, description);

    /// <summary>What has not happened yet is shown as 0 rather than not at all: a rate needs its beginning.</summary>
    internal void BeginAtZero()
    {
        Messages.BeginAtZero();
        Sockets.BeginAtZero();
    }

    public void Dispose() => Meter.Dispose();
}
