using System.Diagnostics.Metrics;

namespace Parley.Telemetry;

/// <summary>What kind of number it is, in Prometheus' words.</summary>
public enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One instrument under its Prometheus name, with a series for each set of labels.</summary>
public sealed class Metric
{
    // A label that takes more values than this is a bug; what is beyond is not kept, so that it cannot fill the memory.
    private const int SeriesLimit = 300;

    private readonly Lock _lock = new();
    private readonly IReadOnlyList<double> _bounds;
    private readonly bool _adds;
    private volatile Series[] _series = [];

    internal Metric(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        Kind = type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricKind.Counter
            : type == typeof(Histogram<>) ? MetricKind.Histogram
            : MetricKind.Gauge;
        _adds = type == typeof(Counter<>) || type == typeof(UpDownCounter<>);
        _bounds = Kind == MetricKind.Histogram ? (instrument as Instrument<double>)?.Advice?.HistogramBucketBoundaries ?? Buckets.Seconds.HistogramBucketBoundaries! : [];
        Unit = instrument.Unit switch { "s" => "seconds", "By" => "bytes", _ => null };
        Name = NameOf(instrument.Name.Replace('.', '_'), Unit, Kind);
        Description = instrument.Description ?? "";
        IsOurs = instrument.Meter.Name == Figures.MeterName;
    }

    public string Name { get; }

    public string? Unit { get; }

    public MetricKind Kind { get; }

    public string Description { get; }

    /// <summary>Whether Parley declares it, rather than the runtime.</summary>
    public bool IsOurs { get; }

    /// <summary>Upper ends of the buckets; a last one without end follows.</summary>
    public IReadOnlyList<double> Bounds => _bounds;

    public IReadOnlyList<Series> Series => _series;

    internal void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (Find(labels) is not { } series)
            return;

        if (Kind == MetricKind.Histogram)
            series.Record(value, _bounds);
        else if (_adds)
            series.Add(value);
        else
            series.Set(value);
    }

    // Base units and _total at the end, as Prometheus' naming rules ask; _count at the end is a histogram's alone.
    private static string NameOf(string name, string? unit, MetricKind kind)
    {
        if (kind == MetricKind.Gauge && name.EndsWith("_count", StringComparison.Ordinal))
            name = name[..^"_count".Length] is [.. var stem, 'y'] ? $"{stem}ies" : $"{name[..^"_count".Length]}s";
        if (unit is not null && !name.EndsWith(unit, StringComparison.Ordinal))
            name = $"{name}_{unit}";

        return kind == MetricKind.Counter ? $"{name}_total" : name;
    }

    private Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        foreach (var series in _series)
        {
            if (series.Is(labels))
                return series;
        }

        lock (_lock)
        {
            foreach (var series in _series)
            {
                if (series.Is(labels))
                    return series;
            }

            if (_series.Length >= SeriesLimit)
                return null;

            var made = new Series(labels.ToArray(), Kind == MetricKind.Histogram ? _bounds.Count + 1 : 0);
            _series = [.. _series, made];
            return made;
        }
    }
}

/// <summary>One number, or one histogram, under its labels.</summary>
public sealed class Series
{
    private readonly KeyValuePair<string, object?>[] _labels;
    private readonly long[] _counts;
    private double _value;

    internal Series(KeyValuePair<string, object?>[] labels, int buckets) => (_labels, _counts) = (labels, new long[buckets]);

    public IReadOnlyList<KeyValuePair<string, object?>> Labels => _labels;

    /// <summary>The number; of a histogram the sum of what was recorded.</summary>
    public double Value => Volatile.Read(ref _value);

    /// <summary>How many fell into each bucket, not added up.</summary>
    public IReadOnlyList<long> Counts => _counts;

    internal bool Is(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (labels.Length != _labels.Length)
            return false;

        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i].Key != _labels[i].Key || !Equals(labels[i].Value, _labels[i].Value))
                return false;
        }

        return true;
    }

    internal void Set(double value) => Volatile.Write(ref _value, value);

    internal void Add(double value)
    {
        var before = Volatile.Read(ref _value);
        while (true)
        {
            var seen = Interlocked.CompareExchange(ref _value, before + value, before);
            if (seen.Equals(before))
                return;

            before = seen;
        }
    }

    internal void Record(double value, IReadOnlyList<double> bounds)
    {
        var bucket = 0;
        while (bucket < bounds.Count && value > bounds[bucket])
            bucket++;

        Interlocked.Increment(ref _counts[bucket]);
        Add(value);
    }
}
