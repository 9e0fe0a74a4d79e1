using System.Buffers.Binary;

namespace Parley.Files.Images;

/// <summary>Copies a PNG without its texts, times and EXIF, and without whatever follows its end.</summary>
internal static class PngMetadata
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>False where it is no whole PNG; what was written then is to be thrown away.</summary>
    public static bool TryClean(Stream source, Stream target)
    {
        Span<byte> head = stackalloc byte[8];
        source.ReadExactly(head);   // its signature was recognised
        target.Write(head);
        while (source.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (length > source.Length - source.Position - 4)
                return false;

            var type = head[4..];
            if (type.SequenceEqual("eXIf"u8) && length <= 64 * 1024)
                KeepOrientation(source, target, (int)length);
            else if (type.SequenceEqual("tEXt"u8) || type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iTXt"u8) || type.SequenceEqual("tIME"u8) || type.SequenceEqual("eXIf"u8))
                source.Seek(length + 4L, SeekOrigin.Current);
            else
            {
                target.Write(head);
                Bytes.Copy(source, target, length + 4L);
            }

            if (type.SequenceEqual("IEND"u8))
                return true;
        }

        return false;
    }

    private static void KeepOrientation(Stream source, Stream target, int length)
    {
        var exif = new byte[length];
        source.ReadExactly(exif);
        source.Seek(4, SeekOrigin.Current);
        if (Exif.Orientation(exif) is not (> 1 and var way))
            return;

        byte[] chunk = [.. "eXIf"u8, .. Exif.Of(way)];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, chunk.Length - 4);
        target.Write(number);
        target.Write(chunk);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(chunk));
        target.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
            crc = Table[(crc ^ b) & 0xFF] ^ (crc >> 8);

        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            var c = n;
            for (var k = 0; k < 8; k++)
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;

            table[n] = c;
        }

        return table;
    }
}
