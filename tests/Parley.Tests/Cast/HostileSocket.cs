using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Parley.Tests.Cast;

/// <summary>A WebSocket client that keeps no rule it is not told to: every byte is the test's own.</summary>
internal sealed class HostileSocket : IDisposable
{
    public const byte Text = 0x1, Binary = 0x2, Closing = 0x8, Ping = 0x9, Pong = 0xA, Fin = 0x80;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpClient _tcp = new() { NoDelay = true };
    private NetworkStream _line = null!;

    /// <summary>The status line and headers of the server's answer.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>A socket past its handshake.</summary>
    public static async Task<HostileSocket> OpenAsync(Uri server, string token)
    {
        var socket = await HandshakeAsync(server, $"/ws?token={token}");
        if (!socket.Answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
            throw new InvalidOperationException(socket.Answer);

        await socket.ReadAsync();   // connection_established
        return socket;
    }

    /// <summary>A good handshake, or one whose headers the test changes; <see cref="Answer"/> says what came of it.</summary>
    public static Task<HostileSocket> HandshakeAsync(Uri server, string path, Func<string, string>? change = null)
    {
        var request = $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        return AskAsync(server, change is null ? request : change(request));
    }

    /// <summary>Sends any request and reads the head of its answer.</summary>
    public static async Task<HostileSocket> AskAsync(Uri server, string request)
    {
        var socket = await ConnectAsync(server);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await socket.TakeAsync(1) is { } one)
            head.Append((char)one[0]);

        socket.Answer = head.ToString();
        return socket;
    }

    public static async Task<HostileSocket> ConnectAsync(Uri server)
    {
        var socket = new HostileSocket();
        await socket._tcp.ConnectAsync(server.Host, server.Port);
        socket._line = socket._tcp.GetStream();
        return socket;
    }

    /// <summary>A frame as a client should send it: masked, with the shortest length.</summary>
    public static byte[] Frame(byte first, ReadOnlySpan<byte> payload)
    {
        var mask = (ReadOnlySpan<byte>)[0x12, 0x34, 0x56, 0x78];
        var frame = new List<byte>(Head(first, payload.Length, masked: true));
        for (var i = 0; i < payload.Length; i++)
            frame.Add((byte)(payload[i] ^ mask[i % 4]));

        return [.. frame];
    }

    public static byte[] Frame(string text) => Frame(Fin | Text, Encoding.UTF8.GetBytes(text));

    /// <summary>Only the head of a frame that claims this length.</summary>
    public static byte[] Head(byte first, long length, bool masked)
    {
        byte flag = masked ? (byte)0x80 : (byte)0;
        byte[] head = length switch
        {
            < 0 or > ushort.MaxValue => [first, (byte)(flag | 127), .. new byte[8]],
            > 125 => [first, (byte)(flag | 126), .. new byte[2]],
            _ => [first, (byte)(flag | (byte)length)],
        };
        if (head.Length == 4)
            BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)length);
        else if (head.Length == 10)
            BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(2), length);

        return masked ? [.. head, 0x12, 0x34, 0x56, 0x78] : head;
    }

    /// <summary>Sends; a server that has hung up by now is no error here.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _line.WriteAsync(bytes, patience.Token);
        }
        catch (IOException)
        {
            // Whoever reads next finds out what the server said before.
        }
    }

    public Task SendAsync(string text) => SendAsync(Frame(text));

    /// <summary>Says nothing more, and goes on listening.</summary>
    public void EndsSending()
    {
        try
        {
            _tcp.Client.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The server was faster.
        }
    }

    /// <summary>The next frame of the server; nothing at the end of the line.</summary>
    public async Task<(byte Opcode, byte[] Payload)?> ReadAsync()
    {
        if (await TakeAsync(2) is not { } head)
            return null;

        long length = head[1];
        if (length == 126 && await TakeAsync(2) is { } two)
            length = BinaryPrimitives.ReadUInt16BigEndian(two);
        else if (length == 127 && await TakeAsync(8) is { } eight)
            length = BinaryPrimitives.ReadInt64BigEndian(eight);

        return await TakeAsync((int)length) is { } payload ? ((byte)(head[0] & 0xF), payload) : null;
    }

    /// <summary>The next text frame; an empty one when the server closed before.</summary>
    public async Task<string> HearsAsync()
    {
        while (await ReadAsync() is { Opcode: not Closing } frame)
        {
            if (frame.Opcode == Text)
                return Encoding.UTF8.GetString(frame.Payload);
        }

        return "";
    }

    /// <summary>Reads until the server closes, and returns its code: 0 when the line ended without one.</summary>
    public async Task<int> ClosedAsync()
    {
        while (await ReadAsync() is { } frame)
        {
            if (frame.Opcode == Closing)
                return frame.Payload.Length < 2 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(frame.Payload);
        }

        return 0;
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<byte[]?> TakeAsync(int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        var bytes = new byte[count];
        try
        {
            await _line.ReadExactlyAsync(bytes, patience.Token);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or EndOfStreamException)
        {
            return null;
        }
    }
}
