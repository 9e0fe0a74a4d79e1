using System.Text;
using Parley.Protocol;

namespace Parley.Files.Types;

/// <summary>The table of how formats begin. A name's extension says nothing here.</summary>
internal static class Signatures
{
    private static readonly Signature[] Table =
    [
        // Images
        new(0, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], new("image/png", FileKind.Image)),
        new(0, [0xFF, 0xD8, 0xFF], new("image/jpeg", FileKind.Image)),
        new(0, "GIF87a", new("image/gif", FileKind.Image)),
        new(0, "GIF89a", new("image/gif", FileKind.Image)),
        new(0, [(byte)'I', (byte)'I', 0x2A, 0], new("image/tiff", FileKind.Image)),
        new(0, [(byte)'M', (byte)'M', 0, 0x2A], new("image/tiff", FileKind.Image)),
        new(0, [0, 0, 1, 0], new("image/x-icon", FileKind.Image)),
        new(0, [0xFF, 0x0A], new("image/jxl", FileKind.Image)),
        new(0, "8BPS", new("image/vnd.adobe.photoshop", FileKind.Image)),

        // Sound
        new(0, "ID3", new("audio/mpeg", FileKind.Audio)),
        new(0, "fLaC", new("audio/flac", FileKind.Audio)),
        new(0, "#!AMR", new("audio/amr", FileKind.Audio)),
        new(0, "MThd", new("audio/midi", FileKind.Audio)),
        new(0, [0xFF, 0xFB], new("audio/mpeg", FileKind.Audio)),
        new(0, [0xFF, 0xF3], new("audio/mpeg", FileKind.Audio)),
        new(0, [0xFF, 0xF2], new("audio/mpeg", FileKind.Audio)),
        new(0, [0xFF, 0xFA], new("audio/mpeg", FileKind.Audio)),
        new(0, [0xFF, 0xF1], new("audio/aac", FileKind.Audio)),
        new(0, [0xFF, 0xF9], new("audio/aac", FileKind.Audio)),

        // Film
        new(0, [0, 0, 1, 0xBA], new("video/mpeg", FileKind.Video)),
        new(0, [0, 0, 1, 0xB3], new("video/mpeg", FileKind.Video)),
        new(0, "FLV\x01", new("video/x-flv", FileKind.Video)),
        new(0, [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], new("video/x-ms-wmv", FileKind.Video)),

        // Documents
        new(0, "%PDF-", new("application/pdf", FileKind.Document)),
        new(0, "{\\rtf", new("application/rtf", FileKind.Document)),
        new(0, "%!PS", new("application/postscript", FileKind.Document)),

        // Archives
        new(0, "Rar!\x1A\x07", new("application/vnd.rar", FileKind.Archive)),
        new(0, [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], new("application/x-7z-compressed", FileKind.Archive)),
        new(0, [0x1F, 0x8B], new("application/gzip", FileKind.Archive)),
        new(0, "BZh", new("application/x-bzip2", FileKind.Archive)),
        new(0, [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], new("application/x-xz", FileKind.Archive)),
        new(0, [0x28, 0xB5, 0x2F, 0xFD], new("application/zstd", FileKind.Archive)),
        new(257, "ustar", new("application/x-tar", FileKind.Archive)),
    ];

    public static FileType? Find(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("BM"u8) && head.Length >= 18 && BitConverter.ToInt32(head[10..]) is > 0 and < 65_536 && head[14] is 12 or 40 or 52 or 56 or 64 or 108 or 124)
            return new("image/bmp", FileKind.Image);   // two letters alone begin too many texts

        foreach (var signature in Table)
        {
            if (head.Length >= signature.At + signature.Bytes.Length && head[signature.At..].StartsWith(signature.Bytes))
                return signature.Type;
        }

        return null;
    }

    private sealed record Signature(int At, byte[] Bytes, FileType Type)
    {
        public Signature(int at, string text, FileType type)
            : this(at, Encoding.Latin1.GetBytes(text), type)
        {
        }
    }
}
