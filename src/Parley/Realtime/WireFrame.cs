using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Protocol;

namespace Parley.Realtime;

/// <summary>
/// Bytes of whole WebSocket frames (RFC 6455 §5.2) as a server sends them: unmasked, so one array serves every listener.
/// </summary>
public static class WireFrame
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>An empty ping.</summary>
    public static byte[] Ping { get; } = [0x89, 0];

    /// <summary>An event as one text frame.</summary>
    public static byte[] Of(ChatEvent happened)
    {
        var writer = Begin();
        JsonSerializer.Serialize(writer, happened, WireJson.Wire.ChatEvent);
        writer.Flush();
        return Text(_buffer!.WrittenSpan);
    }

    /// <summary>Any record as one text frame; for the dialects.</summary>
    public static byte[] Of<T>(T value, JsonTypeInfo<T> type)
    {
        var writer = Begin();
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        return Text(_buffer!.WrittenSpan);
    }

    /// <summary><c>{"type":"ack","ref":…}</c> with the reply's own members beside it.</summary>
    public static byte[] Ack<TReply>(string? @ref, TReply reply, JsonTypeInfo<TReply> type)
    {
        var writer = Begin();
        writer.WriteStartObject();
        writer.WriteString("type"u8, "ack"u8);
        if (@ref is not null)
            writer.WriteString("ref"u8, @ref);

        writer.Flush();
        var seam = _buffer!.WrittenCount;   // the reply follows as an object of its own; its brace becomes the comma between them
        writer.Reset(_buffer);
        JsonSerializer.Serialize(writer, reply, type);
        writer.Flush();
        var frame = Text(_buffer.WrittenSpan);
        var isEmpty = _buffer.WrittenCount == seam + 2;
        if (isEmpty)
            return Text([.. _buffer.WrittenSpan[..seam], (byte)'}']);

        frame[frame.Length - _buffer.WrittenCount + seam] = (byte)',';
        return frame;
    }

    /// <summary><c>{"type":"error","ref":…,"code":…,"message":…}</c></summary>
    public static byte[] Error(string? @ref, Error error, string message, TimeSpan? retryAfter = null)
    {
        var writer = Begin();
        writer.WriteStartObject();
        writer.WriteString("type"u8, "error"u8);
        if (@ref is not null)
            writer.WriteString("ref"u8, @ref);

        writer.WriteString("code"u8, error.Code);
        writer.WriteString("message"u8, message);
        if (retryAfter is { } wait)
            writer.WriteNumber("retry_after"u8, Math.Ceiling(wait.TotalSeconds));

        writer.WriteEndObject();
        writer.Flush();
        return Text(_buffer!.WrittenSpan);
    }

    /// <summary>A close frame; the reason is cut to what fits.</summary>
    public static byte[] Close(int code, string reason)
    {
        var text = Encoding.UTF8.GetBytes(reason).AsSpan();
        text = text[..Math.Min(text.Length, 123)];
        var frame = new byte[4 + text.Length];
        frame[0] = 0x88;
        frame[1] = (byte)(2 + text.Length);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)code);
        text.CopyTo(frame.AsSpan(4));
        return frame;
    }

    private static byte[] Text(ReadOnlySpan<byte> payload)
    {
        var header = payload.Length < 126 ? 2 : payload.Length <= ushort.MaxValue ? 4 : 10;
        var frame = GC.AllocateUninitializedArray<byte>(header + payload.Length);
        frame[0] = 0x81;
        switch (header)
        {
            case 2:
                frame[1] = (byte)payload.Length;
                break;
            case 4:
                frame[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
                break;
            default:
                frame[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)payload.Length);
                break;
        }

        payload.CopyTo(frame.AsSpan(header));
        return frame;
    }

    private static Utf8JsonWriter Begin()
    {
        if (_buffer is null || _buffer.Capacity > 1024 * 1024)
            _buffer = new ArrayBufferWriter<byte>(4096);

        _buffer.ResetWrittenCount();
        _writer ??= new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = WireJson.Wire.Options.Encoder, SkipValidation = true });
        _writer.Reset(_buffer);
        return _writer;
    }
}
