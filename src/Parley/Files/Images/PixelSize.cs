using System.Buffers.Binary;

namespace Parley.Files.Images;

/// <summary>How large a picture is and how it must be turned to stand upright (EXIF's 1 to 8), read from its header and nothing else.</summary>
internal readonly record struct PixelSize(long Width, long Height, int Orientation = 1)
{
    /// <summary>As it is seen: from 5 on the picture lies on its side.</summary>
    public PixelSize Upright => Orientation >= 5 ? new(Height, Width) : this;

    public long Pixels => Width > 0 && Height > long.MaxValue / Width ? long.MaxValue : Width * Height;

    /// <summary>Nothing where the header cannot be understood.</summary>
    public static PixelSize? Read(Stream file, string mediaType)
    {
        file.Position = 0;
        var head = new byte[32];
        var read = head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        if (read.Length < 30)
            return mediaType == "image/gif" && read.Length >= 10 ? OfGif(read) : null;

        return mediaType switch
        {
            "image/png" => new(BinaryPrimitives.ReadUInt32BigEndian(read[16..]), BinaryPrimitives.ReadUInt32BigEndian(read[20..])),
            "image/gif" => OfGif(read),
            "image/bmp" => OfBmp(read),
            "image/webp" => OfWebp(read),
            "image/jpeg" => JpegMetadata.Size(file),
            _ => null,
        };
    }

    private static PixelSize OfGif(ReadOnlySpan<byte> head) =>
        new(BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..]));

    private static PixelSize OfBmp(ReadOnlySpan<byte> head) => head[14] == 12
        ? new(BinaryPrimitives.ReadUInt16LittleEndian(head[18..]), BinaryPrimitives.ReadUInt16LittleEndian(head[20..]))
        : new(Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(head[18..])), Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(head[22..])));

    private static PixelSize? OfWebp(ReadOnlySpan<byte> head)
    {
        if (head[12..].StartsWith("VP8X"u8))
            return new(1 + (head[24] | (head[25] << 8) | (head[26] << 16)), 1 + (head[27] | (head[28] << 8) | (head[29] << 16)));
        if (head[12..].StartsWith("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(head[21..]);
            return new(1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
        }

        return head[12..].StartsWith("VP8 "u8)
            ? new(BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) & 0x3FFF)
            : null;
    }
}
