using System.Buffers.Binary;

namespace Parley.Files.Images;

/// <summary>The one thing in EXIF that a picture needs, which way up it is; everything else tells of the photographer.</summary>
internal static class Exif
{
    private const ushort OrientationTag = 0x0112;

    /// <summary>From 1 (upright) to 8; 1 where nothing is said or it makes no sense.</summary>
    public static int Orientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
            return 1;

        var isLittle = tiff[0] == (byte)'I';
        var at = UInt32(tiff[4..], isLittle);
        if (at > tiff.Length - 2)
            return 1;

        var entries = UInt16(tiff[(int)at..], isLittle);
        for (var i = 0; i < entries; i++)
        {
            var entry = at + 2 + (12L * i);
            if (entry + 12 > tiff.Length)
                return 1;
            if (UInt16(tiff[(int)entry..], isLittle) == OrientationTag)
                return UInt16(tiff[(int)(entry + 8)..], isLittle) is >= 1 and <= 8 and var way ? way : 1;
        }

        return 1;
    }

    /// <summary>EXIF that says which way up, and nothing else.</summary>
    public static byte[] Of(int orientation) =>
        [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
