using System.Text;

namespace Parley.Tests.Files;

/// <summary>A file by its content, under a name that says something else about it.</summary>
internal sealed record Sample(string Name, string Type, byte[] Content);

/// <summary>The beginnings of every format that the old systems' documents list, all under names that lie.</summary>
internal static class SampleFiles
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        Of("image/png", "\u0089PNG\r\n\u001A\n\0\0\0\rIHDR\0\0\0\u0010\0\0\0\u0008\u0008\u0002\0\0\0"),
        Of("image/jpeg", "\u00FF\u00D8\u00FF\u00E0\0\u0010JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0"),
        Of("image/gif", "GIF89a\u0010\0\u0008\0\u0080\0\0"),
        Of("image/webp", "RIFF\u001A\0\0\0WEBPVP8L\u000D\0\0\0\u002F\u000F\u00C0\u0001\0\u0007\u0010\u0011\u0011\u0088\u0088\u00FE\u0007\0"),
        Of("image/bmp", "BM\u0046\0\0\0\0\0\0\0\u0036\0\0\0\u0028\0\0\0\u0010\0\0\0\u0008\0\0\0\u0001\0\u0018\0"),
        Of("image/tiff", "II*\0\u0008\0\0\0\0\0\0\0\0\0"),
        Of("image/heic", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"),
        Of("image/avif", "\0\0\0\u001Cftypavif\0\0\0\0avifmif1miaf"),
        Of("image/svg+xml", "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
        Of("image/svg+xml", "<svg onload=alert(1)>"),
        Of("text/html", "<!DOCTYPE html><script>alert(1)</script>"),
        Of("text/html", "\n  <HTML><body>"),
        Of("video/mp4", "\0\0\0\u0020ftypisom\0\0\u0002\0isomiso2avc1mp41"),
        Of("video/quicktime", "\0\0\0\u0014ftypqt  \0\0\u0002\0qt  "),
        Of("video/webm", "\u001A\u0045\u00DF\u00A3\u009F\u0042\u0086\u0081\u0001\u0042\u0082\u0084webm\u0086\u0085V_VP9"),
        Of("audio/webm", "\u001A\u0045\u00DF\u00A3\u009F\u0042\u0086\u0081\u0001\u0042\u0082\u0084webm\u0086\u0086" + "A_OPUS"),
        Of("video/x-matroska", "\u001A\u0045\u00DF\u00A3\u00A3\u0042\u0086\u0081\u0001\u0042\u0082\u0088matroska V_MPEG4/ISO/AVC"),
        Of("video/x-msvideo", "RIFF\0\u0010\0\0AVI LIST"),
        Of("audio/mpeg", "ID3\u0003\0\0\0\0\0\0"),
        Of("audio/mpeg", "\u00FF\u00FB\u0090\u0044\0\0\0\0"),
        Of("audio/wav", "RIFF\u0024\0\0\0WAVEfmt \u0010\0\0\0"),
        Of("audio/ogg", "OggS\0\u0002\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\u0001\u0013OpusHead"),
        Of("audio/mp4", "\0\0\0\u001CftypM4A \0\0\u0002\0M4A isom"),
        Of("audio/flac", "fLaC\0\0\0\u0022\u0010\0"),
        Of("audio/aac", "\u00FF\u00F1\u0050\u0080\0\u001F\u00FC"),
        Of("application/pdf", "%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"),
        Of("application/rtf", "{\\rtf1\\ansi hello}"),
        Of("application/msword", Compound("WordDocument")),
        Of("application/vnd.ms-excel", Compound("Workbook")),
        Of("application/vnd.ms-powerpoint", Compound("PowerPoint Document")),
        Of("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Zip("[Content_Types].xml") + Zip("word/document.xml")),
        Of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Zip("[Content_Types].xml") + Zip("xl/workbook.xml")),
        Of("application/vnd.openxmlformats-officedocument.presentationml.presentation", Zip("[Content_Types].xml") + Zip("ppt/presentation.xml")),
        Of("application/vnd.oasis.opendocument.text", Zip("mimetype", "application/vnd.oasis.opendocument.text")),
        Of("application/zip", Zip("readme.txt") + Zip("word/of-mouth.txt")),
        Of("application/vnd.rar", "Rar!\u001A\u0007\u0001\0"),
        Of("application/x-7z-compressed", "7z\u00BC\u00AF\u0027\u001C\0\u0004"),
        Of("application/gzip", "\u001F\u008B\u0008\0\0\0\0\0"),
        Of("application/x-tar", "a.txt".PadRight(257, '\0') + "ustar\0" + "00"),
        new("notes.txt", "text/plain", "Grüße aus der Küche"u8.ToArray()),
        new("table.csv", "text/csv", "a,b\n1,2\n"u8.ToArray()),
        new("readme.md", "text/markdown", "# Title"u8.ToArray()),
        new("data.json", "application/json", "{\"a\":1}"u8.ToArray()),
        new("picture.png", "text/plain", "no picture at all"u8.ToArray()),
        new("picture.jpg", "application/octet-stream", [0, 1, 2, 3, 4, 5, 200, 201]),
    ];

    public static byte[] Bytes(string latin) => Encoding.Latin1.GetBytes(latin);

    private static Sample Of(string type, string content) => new(type.Contains("image", StringComparison.Ordinal) ? "report.pdf" : "picture.png", type, Bytes(content));

    private static string Zip(string name, string content = "x") =>
        "PK\u0003\u0004\u0014\0\0\0\0\0\0\0\0\0\0\0\0\0" + (char)content.Length + "\0\0\0" + (char)content.Length + "\0\0\0" + (char)name.Length + "\0\0\0" + name + content;

    private static string Compound(string stream) =>
        ("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1".PadRight(24, '\0') + "\u003E\0\u0003\0\u00FE\u00FF\u0009\0").PadRight(48, '\0').PadRight(512, '\0')
        + Encoding.Latin1.GetString(Encoding.Unicode.GetBytes("Root Entry")).PadRight(128, '\0')
        + Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(stream)).PadRight(384, '\0');
}
