using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Parley.Telemetry;

/// <summary>
/// The process as every Prometheus client shows it, so that dashboards that are there already fit. Garbage collection, threads and
/// exceptions come from the framework's own meter, System.Runtime.
/// </summary>
internal static class ProcessFigures
{
    public static void Watch(Meter meter)
    {
        meter.CreateObservableCounter("process.cpu", () => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "Processor time used.");
        meter.CreateObservableGauge("process.resident_memory", () => Environment.WorkingSet, "By", "Memory held in RAM.");
        meter.CreateObservableGauge("process.start_time", () => StartTime, "s", "When the process began, since the epoch.");
        if (!OperatingSystem.IsLinux())
            return;

        meter.CreateObservableGauge("process.open_fds", OpenFiles, null, "Files and sockets that are open.");
        meter.CreateObservableGauge("process.max_fds", () => MaxFiles, null, "Files and sockets that may be open (ulimit -n).");
    }

    private static double StartTime { get; } = ReadStartTime();

    /// <summary>The soft limit of open files; 0 where it is not known.</summary>
    public static long MaxFiles { get; } = ReadMaxFiles();

    private static double ReadStartTime()
    {
        using var self = Process.GetCurrentProcess();
        return (self.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
    }

    private static long OpenFiles() => Directory.EnumerateFileSystemEntries("/proc/self/fd").LongCount();

    private static long ReadMaxFiles()
    {
        if (!File.Exists("/proc/self/limits"))
            return 0;

        var line = File.ReadLines("/proc/self/limits").FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line?[26..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return soft == "unlimited" ? long.MaxValue : long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var files) ? files : 0;
    }
}
