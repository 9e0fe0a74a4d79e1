using Parley.Protocol;

namespace Parley.Files.Types;

/// <summary>What a file is, by its content.</summary>
public sealed record FileType(string MediaType, FileKind Kind)
{
    public static readonly FileType Unknown = new("application/octet-stream", FileKind.Other);

    // What a browser shows without running anything of it. Not SVG, HTML, XML or PDF, which may hold scripts.
    private static readonly HashSet<string> ShownImages =
        ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/avif"];

    private static readonly HashSet<string> Scripts = ["text/html", "image/svg+xml", "application/xml", "text/javascript"];

    /// <summary>Whether a browser may show it in place; everything else is saved.</summary>
    public static bool IsShown(string mediaType) =>
        ShownImages.Contains(mediaType) || mediaType.StartsWith("audio/", StringComparison.Ordinal) || mediaType.StartsWith("video/", StringComparison.Ordinal);

    /// <summary>The type under which it is served: what a browser could run is handed out as mere bytes.</summary>
    public static string Served(string mediaType) => Scripts.Contains(mediaType) ? Unknown.MediaType
        : mediaType.StartsWith("text/", StringComparison.Ordinal) ? mediaType + "; charset=utf-8"
        : mediaType;
}
