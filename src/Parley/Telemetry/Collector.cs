using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Parley.Telemetry;

/// <summary>Keeps what this server's instruments and the runtime's own say, until somebody asks for it.</summary>
public sealed class Collector : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, Metric> _metrics = new();
    private readonly Lock _reading = new();

    public Collector(Figures figures)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // The scope tells this server's meter from those of other servers in one process, as in tests.
            if (ReferenceEquals(instrument.Meter.Scope, figures) || instrument.Meter.Name == "System.Runtime")
                listener.EnableMeasurementEvents(instrument, _metrics.GetOrAdd(instrument, made => new Metric(made)));
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, metric) => ((Metric)metric!).Take(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, metric) => ((Metric)metric!).Take(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, metric) => ((Metric)metric!).Take(value, tags));
        _listener.Start();
        figures.BeginAtZero();
    }

    /// <summary>What there is now, by name. Instruments that are asked are asked now.</summary>
    public IReadOnlyList<Metric> Read()
    {
        lock (_reading)
            _listener.RecordObservableInstruments();

        return [.. _metrics.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => _listener.Dispose();
}
