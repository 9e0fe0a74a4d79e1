using Parley.Files.Images;

namespace Parley.Files.Previews;

/// <summary>Makes thumbnails of images by <c>vipsthumbnail</c>.</summary>
internal sealed class Pictures(Programs programs, LimitedProcess process)
{
    // 100 megapixels: what a camera makes, and not what is made to fill memory. A header that lies meets the process's own limits.
    private const long MostPixels = 100_000_000;
    private const long Mebibyte = 1024 * 1024;

    private static readonly ProcessLimits Limits = new(1024 * Mebibyte, 20, TimeSpan.FromSeconds(30));

    private static readonly HashSet<string> Read = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/tiff", "image/heic", "image/avif"];

    public bool Makes(string mediaType, PixelSize? size) =>
        Read.Contains(mediaType) && (size is null || size.Value.Pixels is > 0 and <= MostPixels) && programs.ForPictures();

    public async Task<Preview?> MakeAsync(string path, string draft, CancellationToken ct)
    {
        var thumbnail = draft + ".webp";
        var made = await process.RunAsync<object>(
            programs.Vipsthumbnail!, [path, "--size", "480x480>", "-o", thumbnail + "[Q=80,strip]"], Limits, (_, _) => Task.FromResult(new object()), ct);
        return made is not null && File.Exists(thumbnail) ? new(thumbnail, "image/webp", null, null, null, null) : null;
    }
}
