using System.Buffers;
using System.Net.WebSockets;
using Parley.Protocol;

namespace Parley.Realtime;

/// <summary>Reads whole text frames of at most 64 KiB. An idle socket holds no buffer.</summary>
public sealed class SocketReader(WebSocket socket, Connection connection)
{
    // Fragments without bytes cost us work and the sender nothing.
    private const int FragmentLimit = 4096;
    private const int FirstBuffer = 4096;

    private byte[]? _buffer;
    private int _length;

    public ReadOnlySpan<byte> Frame => _buffer.AsSpan(0, _length);

    /// <summary>Whether there is a frame; otherwise the socket has ended, and the connection was told why.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        Release();
        var part = await socket.ReceiveAsync(Memory<byte>.Empty, ct);
        _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        for (var fragments = 0; ; fragments++)
        {
            if (part.MessageType == WebSocketMessageType.Close)
                return await EndedAsync();
            if (part.MessageType == WebSocketMessageType.Binary)
                return Refuse((int)WebSocketCloseStatus.InvalidMessageType, "Frames are text.");
            if (fragments > FragmentLimit)
                return Refuse(CloseCodes.Policy, "Too many fragments.");

            _length += part.Count;
            if (_length > Limits.FrameBytes)
                return Refuse(CloseCodes.TooLarge, $"A frame has at most {Limits.FrameBytes} bytes.");
            if (part.EndOfMessage)
                return true;
            if (_length == _buffer.Length)
                Grow();

            // The framework fills what it is given before it returns: one byte beyond the limit is all it takes to know.
            var room = Math.Min(_buffer.Length, Limits.FrameBytes + 1) - _length;
            part = await socket.ReceiveAsync(_buffer.AsMemory(_length, room), ct);
        }
    }

    public void Release()
    {
        if (_buffer is not null)
            ArrayPool<byte>.Shared.Return(_buffer);

        _buffer = null;
        _length = 0;
    }

    private bool Refuse(int code, string reason)
    {
        connection.Close(code, reason);
        return false;
    }

    private async ValueTask<bool> EndedAsync()
    {
        if (connection.CloseCode == 0 && socket.State == WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        return false;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_buffer!.Length * 4, Limits.FrameBytes + 1));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
