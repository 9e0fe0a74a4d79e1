using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Parley.Protocol;

namespace Parley.Files.Types;

/// <summary>Recognises text, and what is written in it. Only among texts does the name's extension decide, because nothing else can.</summary>
internal static class Texts
{
    private static readonly SearchValues<byte> NotInText =
        SearchValues.Create([.. Enumerable.Range(0, 32).Where(b => b is not (8 or 9 or 10 or 12 or 13 or 27)).Select(b => (byte)b), 0x7F]);

    private static readonly string[] Pages = ["<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<!--"];

    public static FileType? Find(ReadOnlySpan<byte> head, string name)
    {
        var text = Read(head);
        if (text is null)
            return null;

        var begin = text.TrimStart();
        if (Pages.Any(page => begin.StartsWith(page, StringComparison.OrdinalIgnoreCase)))
            return begin.Contains("<svg", StringComparison.OrdinalIgnoreCase) && !begin.Contains("<html", StringComparison.OrdinalIgnoreCase)
                ? new("image/svg+xml", FileKind.Document)
                : new("text/html", FileKind.Document);
        if (begin.StartsWith("<svg", StringComparison.OrdinalIgnoreCase))
            return new("image/svg+xml", FileKind.Document);
        if (begin.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
            return begin.Contains("<svg", StringComparison.OrdinalIgnoreCase)
                ? new("image/svg+xml", FileKind.Document)
                : new("application/xml", FileKind.Document);

        return FileNames.Extension(name) switch
        {
            "csv" => new("text/csv", FileKind.Document),
            "md" or "markdown" => new("text/markdown", FileKind.Document),
            "json" when begin.Length > 0 && begin[0] is '{' or '[' or '"' => new("application/json", FileKind.Document),
            "ics" when begin.StartsWith("BEGIN:VCALENDAR", StringComparison.Ordinal) => new("text/calendar", FileKind.Document),
            "vcf" when begin.StartsWith("BEGIN:VCARD", StringComparison.Ordinal) => new("text/vcard", FileKind.Document),
            "htm" or "html" or "xhtml" => new("text/html", FileKind.Document),
            "js" or "mjs" => new("text/javascript", FileKind.Document),
            _ => new("text/plain", FileKind.Document),
        };
    }

    private static string? Read(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) && head.Length % 2 == 0)
            return Encoding.Unicode.GetString(head[2..]) is var little && !little.Contains('\0', StringComparison.Ordinal) ? little : null;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) && head.Length % 2 == 0)
            return Encoding.BigEndianUnicode.GetString(head[2..]) is var big && !big.Contains('\0', StringComparison.Ordinal) ? big : null;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            head = head[3..];
        if (head.ContainsAny(NotInText))
            return null;

        // The beginning that we look at may end within a letter.
        for (var cut = 0; cut < 4 && cut <= head.Length; cut++)
        {
            if (Utf8.IsValid(head[..^cut]))
                return Encoding.UTF8.GetString(head[..^cut]);
        }

        return null;
    }
}
