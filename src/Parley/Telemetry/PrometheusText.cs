using System.Globalization;
using System.Text;

namespace Parley.Telemetry;

/// <summary>Writes metrics as Prometheus reads them: its own text format 0.0.4, or OpenMetrics 1.0.0 for those who ask.</summary>
public static class PrometheusText
{
    public static string Write(IReadOnlyList<Metric> metrics, bool openMetrics)
    {
        var text = new StringBuilder(32 * 1024);
        foreach (var metric in metrics.Where(metric => metric.Series.Count > 0))
            Write(text, metric, openMetrics);

        if (openMetrics)
            text.Append("# EOF\n");

        return text.ToString();
    }

    private static void Write(StringBuilder text, Metric metric, bool openMetrics)
    {
        // In OpenMetrics a counter's family has no _total; its samples have.
        var family = openMetrics && metric.Kind == MetricKind.Counter ? metric.Name[..^"_total".Length] : metric.Name;
        text.Append("# HELP ").Append(family).Append(' ').Append(Escaped(metric.Description, quotes: openMetrics)).Append('\n');
        text.Append("# TYPE ").Append(family).Append(' ').Append(metric.Kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Histogram => "histogram",
            _ => "gauge",
        }).Append('\n');
        if (openMetrics && metric.Unit is { } unit && family.EndsWith(unit, StringComparison.Ordinal))
            text.Append("# UNIT ").Append(family).Append(' ').Append(unit).Append('\n');

        foreach (var series in metric.Series)
        {
            if (metric.Kind == MetricKind.Histogram)
                WriteHistogram(text, metric, series, openMetrics);
            else
                Sample(text, metric.Name, series, null, Number(series.Value));
        }
    }

    private static void WriteHistogram(StringBuilder text, Metric metric, Series series, bool openMetrics)
    {
        var below = 0L;
        for (var i = 0; i <= metric.Bounds.Count; i++)
        {
            below += series.Counts[i];
            var end = i == metric.Bounds.Count ? "+Inf" : Number(metric.Bounds[i]);
            if (openMetrics && end.All(char.IsAsciiDigit))
                end += ".0";

            Sample(text, $"{metric.Name}_bucket", series, end, below.ToString(CultureInfo.InvariantCulture));
        }

        Sample(text, $"{metric.Name}_sum", series, null, Number(series.Value));
        Sample(text, $"{metric.Name}_count", series, null, below.ToString(CultureInfo.InvariantCulture));
    }

    private static void Sample(StringBuilder text, string name, Series series, string? end, string value)
    {
        text.Append(name);
        var between = '{';
        foreach (var (label, word) in series.Labels)
        {
            text.Append(between).Append(label.Replace('.', '_')).Append("=\"")
                .Append(Escaped(Convert.ToString(word, CultureInfo.InvariantCulture) ?? "", quotes: true)).Append('"');
            between = ',';
        }

        if (end is not null)
        {
            text.Append(between).Append("le=\"").Append(end).Append('"');
            between = ',';
        }

        if (between == ',')
            text.Append('}');

        text.Append(' ').Append(value).Append('\n');
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escaped(string text, bool quotes)
    {
        text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
    }
}
