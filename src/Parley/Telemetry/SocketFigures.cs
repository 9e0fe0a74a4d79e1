using System.Diagnostics.Metrics;
using System.Globalization;

namespace Parley.Telemetry;

/// <summary>Open sockets and what goes through them.</summary>
public sealed class SocketFigures
{
    private static readonly KeyValuePair<string, object?> Unknown = new("type", "unknown");

    private readonly Counter<long> _opened;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _received;
    private readonly Counter<long> _resumed;
    private readonly Counter<long> _resets;
    private long _open;
    private long _framesSent;
    private long _bytesSent;
    private long _slow;

    internal SocketFigures(Meter meter)
    {
        meter.CreateObservableGauge("parley.sockets.open", () => Open, "{socket}", "Sockets of signed-in people that are open now.");
        _opened = meter.CreateCounter<long>("parley.sockets.opened", "{socket}", "Sockets that signed in.");
        _closed = meter.CreateCounter<long>("parley.sockets.closed", "{socket}", "Sockets that ended, by the close code that we gave; 0 where the other side ended it.");
        _received = meter.CreateCounter<long>("parley.frames.received", "{frame}", "Frames received, by type.");
        meter.CreateObservableCounter("parley.frames.sent", () => Interlocked.Read(ref _framesSent), "{frame}", "Frames written to sockets.");
        meter.CreateObservableCounter("parley.sockets.sent", () => Interlocked.Read(ref _bytesSent), "By", "Bytes written to sockets.");
        meter.CreateObservableCounter("parley.slow_readers.cut", () => Interlocked.Read(ref _slow), "{socket}", "Sockets cut off because they did not keep up.");
        _resumed = meter.CreateCounter<long>("parley.resumes", "{conversation}", "Conversations told from the log to sockets that came back.");
        _resets = meter.CreateCounter<long>("parley.resets", "{conversation}", "Conversations of which a socket that came back was told to reload.");
    }

    /// <summary>How many sockets are open now.</summary>
    public long Open => Interlocked.Read(ref _open);

    public void Resumed() => _resumed.Add(1);

    public void Reset() => _resets.Add(1);

    internal void BeginAtZero()
    {
        _opened.Add(0);
        _resumed.Add(0);
        _resets.Add(0);
    }

    internal void SocketOpened()
    {
        Interlocked.Increment(ref _open);
        _opened.Add(1);
    }

    internal void SocketClosed(int code)
    {
        Interlocked.Decrement(ref _open);
        _closed.Add(1, new KeyValuePair<string, object?>("code", code.ToString(CultureInfo.InvariantCulture)));
    }

    /// <param name="type">The name of a frame type that there is, or nothing.</param>
    internal void Received(string? type) => _received.Add(1, type is null ? Unknown : new("type", type));

    // Once a write, however many frames it gathers.
    internal void Wrote(int frames, int bytes)
    {
        Interlocked.Add(ref _framesSent, frames);
        Interlocked.Add(ref _bytesSent, bytes);
    }

    internal void CutOff() => Interlocked.Increment(ref _slow);
}
