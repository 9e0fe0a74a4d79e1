using System.Buffers.Binary;

namespace Parley.Files.Images;

/// <summary>Takes out of a TIFF, in place, what tells where, when and by whom: the entries go from its directories and what they point to is overwritten.</summary>
internal static class TiffMetadata
{
    private const int MostDirectories = 64;
    private const ushort Exif = 0x8769;
    private const ushort Gps = 0x8825;

    // Description, maker, model, software, time, artist, host, copyright; XMP, IPTC, Photoshop, EXIF, GPS, and Windows' own texts.
    private static readonly HashSet<ushort> Personal =
        [0x010E, 0x010F, 0x0110, 0x0131, 0x0132, 0x013B, 0x013C, 0x8298, 0x02BC, 0x83BB, 0x8649, Exif, Gps, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F];

    public static void Clean(Stream file)
    {
        file.Position = 0;
        Span<byte> head = stackalloc byte[8];
        file.ReadExactly(head);
        var isLittle = head[0] == (byte)'I';
        var at = UInt32(head[4..], isLittle);
        for (var seen = 0; at != 0 && seen < MostDirectories; seen++)
            at = CleanDirectory(file, at, isLittle, wholly: false);
    }

    /// <summary>Returns where the next directory stands.</summary>
    private static uint CleanDirectory(Stream file, uint at, bool isLittle, bool wholly)
    {
        if (Entries(file, at, isLittle) is not { } directory)
            return 0;

        var count = (directory.Length - 6) / 12;
        var kept = new List<byte[]>(count);
        for (var i = 0; i < count; i++)
        {
            var entry = directory.AsSpan(2 + (12 * i), 12).ToArray();
            var tag = UInt16(entry, isLittle);
            if (!wholly && !Personal.Contains(tag))
            {
                kept.Add(entry);
                continue;
            }

            if (tag is Exif or Gps && !wholly)
                CleanDirectory(file, UInt32(entry.AsSpan(8), isLittle), isLittle, wholly: true);
            else
                Overwrite(file, entry, isLittle);
        }

        var next = directory.AsSpan(directory.Length - 4).ToArray();
        var written = new byte[directory.Length];
        if (!wholly)
        {
            UInt16(written, (ushort)kept.Count, isLittle);
            kept.SelectMany(entry => entry).ToArray().CopyTo(written, 2);
            next.CopyTo(written, 2 + (12 * kept.Count));
        }

        file.Position = at;
        file.Write(written);
        return UInt32(next, isLittle);
    }

    private static byte[]? Entries(Stream file, uint at, bool isLittle)
    {
        var count = new byte[2];
        if (at < 8 || at > file.Length - 6)
            return null;

        file.Position = at;
        file.ReadExactly(count);
        var directory = new byte[6 + (12 * UInt16(count, isLittle))];
        if (directory.Length > file.Length - at)
            return null;

        file.Position = at;
        file.ReadExactly(directory);
        return directory;
    }

    private static void Overwrite(Stream file, ReadOnlySpan<byte> entry, bool isLittle)
    {
        long width = UInt16(entry[2..], isLittle) switch { 1 or 2 or 6 or 7 => 1, 3 or 8 => 2, 5 or 10 or 12 => 8, _ => 4 };
        var length = width * UInt32(entry[4..], isLittle);
        var at = UInt32(entry[8..], isLittle);
        if (length <= 4 || at < 8 || at + length > file.Length || length > 16 * 1024 * 1024)
            return;

        file.Position = at;
        file.Write(new byte[length]);
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static void UInt16(Span<byte> bytes, ushort value, bool isLittle)
    {
        if (isLittle)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        else
            BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
    }

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
