using System.Net.Sockets;
using Parley.Telemetry;

namespace Parley.Realtime;

/// <summary>
/// What waits to be written to one socket. Bounded: who does not keep up loses the queue and gets the close frame instead.
/// All frames that wait leave in one write: a non-blocking send on Kestrel's own socket where the line is plain
/// (measured 6 µs a delivery against 9 through the stream), through the stream where it is TLS or the socket is full.
/// </summary>
public sealed class Outbox(Stream stream, Socket? socket, SocketFigures figures, Action overflowed)
{
    /// <summary>Bytes that may wait. About 2,000 messages of 100 letters.</summary>
    public const int Limit = 1024 * 1024;

    // Beyond this a turn of the publisher writes at once, so that a fast reader never meets the limit.
    private const int WorthWriting = 64 * 1024;

    private const int KeptFrames = 8;

    [ThreadStatic]
    private static byte[]? _gather;

    private readonly Lock _lock = new();
    private byte[]?[] _frames = [];
    private int _count;
    private int _bytes;
    private bool _streaming;
    private bool _closing;
    private bool _closed;
    private TaskCompletionSource? _drained;

    /// <summary>Bytes that wait to be written.</summary>
    public int BytesWaiting => Volatile.Read(ref _bytes);

    /// <summary>Adds a frame; returns whether a write is due, which the caller then asks for with <see cref="Flush"/>.</summary>
    public bool Add(byte[] frame)
    {
        lock (_lock)
        {
            if (_closing || _closed)
                return false;

            if (_bytes + frame.Length > Limit && _streaming)
            {
                _closing = true;
                Clear();
            }
            else
            {
                Push(frame);
                if (_bytes > WorthWriting && !_streaming)
                    Write();

                return _count > 0 && !_streaming;
            }
        }

        figures.CutOff();
        overflowed();
        return false;
    }

    /// <summary>Adds the last frame that will ever leave.</summary>
    public void AddLast(byte[] closeFrame)
    {
        lock (_lock)
        {
            if (_closed)
                return;

            _closing = true;
            Push(closeFrame);
            if (!_streaming)
                Write();
        }
    }

    /// <summary>Writes what waits, without waiting.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            if (!_streaming && !_closed && _count > 0)
                Write();
        }
    }

    /// <summary>Nothing more will be written; what waits is dropped.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            Clear();
            _drained?.TrySetResult();
        }
    }

    /// <summary>Ends when nothing waits any more, or the outbox is closed.</summary>
    public Task DrainedAsync()
    {
        lock (_lock)
        {
            if (_closed || (_count == 0 && !_streaming))
                return Task.CompletedTask;

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    private void Push(byte[] frame)
    {
        if (_count == _frames.Length)
            Array.Resize(ref _frames, Math.Max(4, _count * 2));

        _frames[_count++] = frame;
        _bytes += frame.Length;
    }

    private void Clear()
    {
        Array.Clear(_frames, 0, _count);
        if (_frames.Length > KeptFrames)
            _frames = [];   // an idle socket keeps little

        _count = _bytes = 0;
    }

    private void Write()
    {
        var size = _bytes;
        figures.Wrote(_count, size);
        var bytes = Gather(out var ownsBytes);
        Clear();
        var sent = 0;
        if (socket is not null)
        {
            if (!TrySend(bytes.AsSpan(0, size), out sent) || sent == size)
            {
                _drained?.TrySetResult();
                _drained = null;
                return;
            }
        }

        // The gathering buffer belongs to this thread and will be overwritten: the stream gets a copy.
        var rest = ownsBytes ? bytes.AsMemory(sent, size - sent) : bytes.AsSpan(sent, size - sent).ToArray();
        _streaming = true;
        _ = StreamAsync(rest);
    }

    /// <summary>False when the line is dead; the reading side finds that out too and ends the connection.</summary>
    private bool TrySend(ReadOnlySpan<byte> bytes, out int sent)
    {
        try
        {
            sent = socket!.Send(bytes, SocketFlags.None, out var error);
            return error is SocketError.Success or SocketError.WouldBlock;
        }
        catch (ObjectDisposedException)
        {
            sent = 0;
            return false;
        }
    }

    private byte[] Gather(out bool ownsBytes)
    {
        ownsBytes = _count == 1;
        if (ownsBytes)
            return _frames[0]!;

        if (_gather is null || _gather.Length < _bytes)
            _gather = GC.AllocateUninitializedArray<byte>(Math.Max(_bytes, WorthWriting * 2));

        var at = 0;
        for (var i = 0; i < _count; i++)
        {
            var frame = _frames[i]!;
            frame.CopyTo(_gather, at);
            at += frame.Length;
        }

        return _gather;
    }

    /// <summary>
    /// Writes until nothing waits. A write to the stream ends when the bytes are on the line, not when they are buffered
    /// (Program sets the transport's write buffer to one byte), so a direct send afterwards cannot overtake it.
    /// </summary>
    private async Task StreamAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (true)
            {
                await stream.WriteAsync(bytes, CancellationToken.None);
                lock (_lock)
                {
                    if (_count == 0)
                    {
                        _streaming = false;
                        _drained?.TrySetResult();
                        _drained = null;
                        return;
                    }

                    figures.Wrote(_count, _bytes);
                    bytes = Gather(out _).AsSpan(0, _bytes).ToArray();
                    Clear();
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            Close();   // the line is gone; the reading side ends the connection
        }
    }
}
