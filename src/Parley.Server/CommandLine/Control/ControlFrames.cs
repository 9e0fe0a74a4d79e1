using System.Buffers.Binary;
using System.Text;

namespace Parley.Server.CommandLine.Control;

/// <summary>What a frame on the control socket carries.</summary>
internal enum ControlKind : byte
{
    /// <summary>To the server: the words of a command, with a NUL between them.</summary>
    Words = 1,

    Output = 2,
    Errors = 3,
    Data = 4,

    /// <summary>The last one: four bytes of exit code.</summary>
    Exit = 5,
}

/// <summary>Frames of the control socket: a byte of kind, four of length, the bytes.</summary>
internal static class ControlFrames
{
    public const int Limit = 256 * 1024;

    private const int HeadBytes = 5;

    public static async Task WriteAsync(Stream line, ControlKind kind, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var head = new byte[HeadBytes];
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), bytes.Length);
        await line.WriteAsync(head, ct);
        await line.WriteAsync(bytes, ct);
    }

    /// <exception cref="EndOfStreamException">The other side is gone.</exception>
    public static async Task<(ControlKind Kind, byte[] Bytes)> ReadAsync(Stream line, CancellationToken ct)
    {
        var head = new byte[HeadBytes];
        await line.ReadExactlyAsync(head, ct);
        var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1));
        if (length is < 0 or > Limit)
            throw new IOException("The control socket speaks another language.");

        var bytes = new byte[length];
        await line.ReadExactlyAsync(bytes, ct);
        return ((ControlKind)head[0], bytes);
    }

    public static byte[] Of(string[] words) => Encoding.UTF8.GetBytes(string.Join('\0', words));

    public static string[] Words(byte[] bytes) => Encoding.UTF8.GetString(bytes).Split('\0');
}
