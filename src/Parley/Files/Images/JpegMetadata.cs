using System.Buffers.Binary;

namespace Parley.Files.Images;

/// <summary>Walks a JPEG's segments: its size, and a copy without what was written into it beside the picture. The picture's own bytes stay as they are.</summary>
internal static class JpegMetadata
{
    /// <summary>Nothing where the file is no whole JPEG header.</summary>
    public static PixelSize? Size(Stream file)
    {
        file.Position = 2;
        using var source = new BufferedStream(new Kept(file), 4096);
        var orientation = 1;
        while (Next(source) is { } marker)
        {
            if (IsFrame(marker) && Payload(source) is { Length: >= 5 } frame)
            {
                return new(
                    BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(3)), BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(1)), orientation);
            }

            if (marker == 0xDA || Payload(source) is not { } payload)
                return null;
            if (IsExif(marker, payload))
                orientation = Exif.Orientation(payload.AsSpan(6));
        }

        return null;
    }

    /// <summary>False where it is no JPEG that we understand; what was written then is to be thrown away.</summary>
    public static bool TryClean(Stream source, Stream target)
    {
        if (source.ReadByte() != 0xFF || source.ReadByte() != 0xD8)
            return false;

        target.Write([0xFF, 0xD8]);
        while (Next(source) is { } marker)
        {
            if (marker == 0xD9)
            {
                target.Write([0xFF, 0xD9]);   // whatever follows the end is no picture
                return true;
            }

            if (Payload(source) is not { } payload)
                return false;
            if (IsExif(marker, payload) && Exif.Orientation(payload.AsSpan(6)) is > 1 and var way)
                Write(target, 0xE1, [.. "Exif\0\0"u8, .. Exif.Of(way)]);
            if (IsPicture(marker, payload))
                Write(target, marker, payload);
            if (marker == 0xDA && !CopyScan(source, target))
                return true;   // cut off in the middle of the picture: that is how it was given
        }

        return false;
    }

    // After a scan's header the picture itself follows, in which 0xFF stands only before 0 and restart marks.
    private static bool CopyScan(Stream source, Stream target)
    {
        for (var b = source.ReadByte(); b >= 0; b = source.ReadByte())
        {
            if (b != 0xFF)
            {
                target.WriteByte((byte)b);
                continue;
            }

            var next = source.ReadByte();
            if (next is 0 or (>= 0xD0 and <= 0xD7))
            {
                target.Write([0xFF, (byte)next]);
                continue;
            }

            if (next < 0)
                return false;

            source.Seek(-2, SeekOrigin.Current);
            return true;
        }

        return false;
    }

    // Tables, frames, scans; of the application segments JFIF, colour profiles and Adobe's word on colours.
    private static bool IsPicture(int marker, ReadOnlySpan<byte> payload) => marker switch
    {
        0xE0 or 0xEE => true,
        0xE2 => payload.StartsWith("ICC_PROFILE\0"u8),
        (>= 0xE0 and <= 0xEF) or 0xFE => false,
        _ => true,
    };

    private static bool IsExif(int marker, ReadOnlySpan<byte> payload) => marker == 0xE1 && payload.StartsWith("Exif\0\0"u8);

    private static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static int? Next(Stream source)
    {
        if (source.ReadByte() != 0xFF)
            return null;

        var marker = source.ReadByte();
        while (marker == 0xFF)
            marker = source.ReadByte();
        return marker is > 0 and not (1 or (>= 0xD0 and <= 0xD8)) ? marker : null;
    }

    private static byte[]? Payload(Stream source)
    {
        var (high, low) = (source.ReadByte(), source.ReadByte());
        var length = (high << 8) | low;
        if (high < 0 || low < 0 || length < 2)
            return null;

        var payload = new byte[length - 2];
        return source.ReadAtLeast(payload, payload.Length, throwOnEndOfStream: false) == payload.Length ? payload : null;
    }

    private static void Write(Stream target, int marker, ReadOnlySpan<byte> payload)
    {
        target.Write([0xFF, (byte)marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2)]);
        target.Write(payload);
    }
}
