using System.Buffers.Binary;

namespace Parley.Files.Images;

/// <summary>Copies a WebP without XMP and, but for which way up it is, without EXIF.</summary>
internal static class WebpMetadata
{
    private const byte HasExif = 0x08;
    private const byte HasXmp = 0x04;

    /// <summary>False where it is no whole WebP; what was written then is to be thrown away.</summary>
    public static bool TryClean(Stream source, Stream target)
    {
        Span<byte> head = stackalloc byte[12];
        source.ReadExactly(head);   // its signature was recognised
        var end = Math.Min(source.Length, 8L + BinaryPrimitives.ReadUInt32LittleEndian(head[4..]));
        target.Write(head);
        var features = -1L;
        var keptExif = false;
        while (source.Position + 8 <= end)
        {
            source.ReadExactly(head[..8]);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            var padded = length + (length & 1);
            if (padded > end - source.Position)
                return false;

            if (head[..4].SequenceEqual("XMP "u8))
            {
                source.Seek(padded, SeekOrigin.Current);
            }
            else if (head[..4].SequenceEqual("EXIF"u8))
            {
                keptExif |= KeepOrientation(source, target, padded);
            }
            else
            {
                target.Write(head[..8]);
                if (head[..4].SequenceEqual("VP8X"u8))
                    features = target.Position;
                Bytes.Copy(source, target, padded);
            }
        }

        Mend(target, features, keptExif);
        return true;
    }

    private static bool KeepOrientation(Stream source, Stream target, long padded)
    {
        if (padded > 64 * 1024)
        {
            source.Seek(padded, SeekOrigin.Current);
            return false;
        }

        var exif = new byte[padded];
        source.ReadExactly(exif);
        var tiff = exif.AsSpan().StartsWith("Exif\0\0"u8) ? exif.AsSpan(6) : exif;
        if (Exif.Orientation(tiff) is not (> 1 and var way))
            return false;

        var kept = Exif.Of(way);
        target.Write("EXIF"u8);
        target.Write([(byte)kept.Length, 0, 0, 0]);
        target.Write(kept);
        return true;
    }

    private static void Mend(Stream target, long features, bool keptExif)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, (uint)(target.Length - 8));
        target.Position = 4;
        target.Write(number);
        if (features < 0)
            return;

        target.Position = features;
        var flags = target.ReadByte();
        target.Position = features;
        target.WriteByte((byte)(flags & ~(HasXmp | (keptExif ? 0 : HasExif))));
    }
}
