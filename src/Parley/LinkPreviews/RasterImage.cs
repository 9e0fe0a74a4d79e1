using System.Buffers.Binary;

namespace Parley.LinkPreviews;

/// <summary>What kind of picture bytes are, and how large: by their first bytes, never by a name. Only kinds that hold no script.</summary>
internal sealed record RasterImage(string ContentType, int? Width, int? Height)
{
    public static RasterImage? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return bytes.Length >= 24
                ? new("image/png", Size(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..])), Size(BinaryPrimitives.ReadUInt32BigEndian(bytes[20..])))
                : null;
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
            return bytes.Length >= 10
                ? new("image/gif", BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]))
                : null;
        if (bytes.Length >= 30 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8))
            return WebP(bytes);
        return bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? Jpeg(bytes) : null;
    }

    private static RasterImage WebP(ReadOnlySpan<byte> bytes) => bytes[12..16] switch
    {
        var kind when kind.SequenceEqual("VP8X"u8) => new("image/webp", 1 + Three(bytes[24..]), 1 + Three(bytes[27..])),
        var kind when kind.SequenceEqual("VP8 "u8) => new(
            "image/webp", BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF),
        _ => new("image/webp", null, null),
    };

    // The frame header (SOF0–SOF15 without the tables) holds the size; every segment before it says how long it is.
    private static RasterImage Jpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return new("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));

            at += 2 + Math.Max(2, (int)BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]));
        }

        return new("image/jpeg", null, null);
    }

    private static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static int? Size(uint value) => value is > 0 and <= 1_000_000 ? (int)value : null;
}
