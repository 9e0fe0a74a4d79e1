using System.Buffers.Binary;
using System.Text;
using Parley.Protocol;

namespace Parley.Files.Types;

/// <summary>Formats that hold others: which of them it is. Looks at names and marks only; nothing is ever unpacked.</summary>
internal static class Containers
{
    private static readonly FileType Zip = new("application/zip", FileKind.Archive);
    private static readonly string[] Sounds = ["A_OPUS", "A_VORBIS", "A_AAC", "A_MPEG", "A_PCM", "A_FLAC"];
    private static readonly string[] Films = ["V_VP8", "V_VP9", "V_AV1", "V_MPEG", "V_MS/", "V_THEORA"];
    private static readonly FileType Mp4 = new("video/mp4", FileKind.Video);

    public static FileType? Find(ReadOnlySpan<byte> head, Stream file)
    {
        if (head.Length < 12)
            return head.StartsWith("PK\x05\x06"u8) ? Zip : null;
        if (head.StartsWith("RIFF"u8))
            return OfRiff(head[8..12]);
        if (head[4..8].SequenceEqual("ftyp"u8))
            return OfBrand(Encoding.Latin1.GetString(head[8..12]));
        if (head[4..8].SequenceEqual("moov"u8) || head[4..8].SequenceEqual("mdat"u8) || head[4..8].SequenceEqual("wide"u8))
            return new("video/quicktime", FileKind.Video);
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
            return OfMatroska(head);
        if (head.StartsWith("OggS"u8))
            return OfOgg(head);
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
            return OfZip(head);
        return head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? OfCompoundFile(head, file) : null;
    }

    private static FileType OfRiff(ReadOnlySpan<byte> form) => Encoding.Latin1.GetString(form) switch
    {
        "WAVE" => new("audio/wav", FileKind.Audio),
        "WEBP" => new("image/webp", FileKind.Image),
        "AVI " => new("video/x-msvideo", FileKind.Video),
        _ => FileType.Unknown,
    };

    private static FileType OfBrand(string brand) => brand switch
    {
        "M4A " or "M4B " => new("audio/mp4", FileKind.Audio),
        "qt  " => new("video/quicktime", FileKind.Video),
        "heic" or "heix" or "heim" or "heis" or "hevc" or "mif1" or "msf1" => new("image/heic", FileKind.Image),
        "avif" or "avis" => new("image/avif", FileKind.Image),
        _ when brand.StartsWith("3g", StringComparison.Ordinal) => new("video/3gpp", FileKind.Video),
        _ => Mp4,
    };

    // A recorder in a browser writes voice messages as WebM without a picture: the codecs' names stand near the beginning.
    private static FileType OfMatroska(ReadOnlySpan<byte> head)
    {
        var isWebm = head.IndexOf("webm"u8) is >= 0 and < 64;
        var isSound = Holds(head, Sounds) && !Holds(head, Films);
        return (isWebm, isSound) switch
        {
            (true, true) => new("audio/webm", FileKind.Audio),
            (true, false) => new("video/webm", FileKind.Video),
            (false, true) => new("audio/x-matroska", FileKind.Audio),
            _ => new("video/x-matroska", FileKind.Video),
        };
    }

    private static bool Holds(ReadOnlySpan<byte> head, string[] words)
    {
        foreach (var word in words)
        {
            if (head.IndexOf(Encoding.ASCII.GetBytes(word)) >= 0)
                return true;
        }

        return false;
    }

    private static FileType OfOgg(ReadOnlySpan<byte> head) =>
        head.IndexOf("theora"u8) is >= 0 and < 512 ? new("video/ogg", FileKind.Video) : new("audio/ogg", FileKind.Audio);

    private static FileType OfZip(ReadOnlySpan<byte> head)
    {
        // OpenDocument and EPUB say first and uncompressed what they are.
        if (head.Length > 38 && head[30..].StartsWith("mimetype"u8))
        {
            var said = Encoding.ASCII.GetString(head[38..Math.Min(head.Length, 110)]);
            foreach (var type in new[] { "opendocument.text", "opendocument.spreadsheet", "opendocument.presentation", "opendocument.graphics" })
            {
                if (said.StartsWith("application/vnd.oasis." + type, StringComparison.Ordinal))
                    return new("application/vnd.oasis." + type, FileKind.Document);
            }

            if (said.StartsWith("application/epub+zip", StringComparison.Ordinal))
                return new("application/epub+zip", FileKind.Document);
        }

        // Office's own: the names of its parts.
        if (head.IndexOf("[Content_Types].xml"u8) < 0 && head.IndexOf("_rels/.rels"u8) < 0)
            return Zip;
        const string Office = "application/vnd.openxmlformats-officedocument.";
        return head.IndexOf("word/"u8) >= 0 ? new(Office + "wordprocessingml.document", FileKind.Document)
            : head.IndexOf("xl/"u8) >= 0 ? new(Office + "spreadsheetml.sheet", FileKind.Document)
            : head.IndexOf("ppt/"u8) >= 0 ? new(Office + "presentationml.presentation", FileKind.Document)
            : Zip;
    }

    // The old Office formats are a small file system; the names in its directory tell them apart.
    private static FileType OfCompoundFile(ReadOnlySpan<byte> head, Stream file)
    {
        var other = new FileType("application/x-ole-storage", FileKind.Document);
        if (head.Length < 512)
            return other;

        var shift = BinaryPrimitives.ReadUInt16LittleEndian(head[30..]);
        if (shift is not (9 or 12))
            return other;

        var at = ((long)BinaryPrimitives.ReadUInt32LittleEndian(head[48..]) + 1) << shift;
        var directory = new byte[4096];
        if (at >= file.Length)
            return other;

        file.Position = at;
        var names = directory.AsSpan(0, file.ReadAtLeast(directory, directory.Length, throwOnEndOfStream: false));
        return names.IndexOf(Encoding.Unicode.GetBytes("WordDocument")) >= 0 ? new("application/msword", FileKind.Document)
            : names.IndexOf(Encoding.Unicode.GetBytes("Workbook")) >= 0 || names.IndexOf(Encoding.Unicode.GetBytes("Book\0")) >= 0
                ? new("application/vnd.ms-excel", FileKind.Document)
            : names.IndexOf(Encoding.Unicode.GetBytes("PowerPoint Document")) >= 0 ? new("application/vnd.ms-powerpoint", FileKind.Document)
            : other;
    }
}
