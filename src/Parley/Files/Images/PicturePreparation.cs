namespace Parley.Files.Images;

/// <summary>
/// Takes out of a picture what tells of the photographer (place, time, device, comments, hidden previews, whatever follows its end) before
/// anybody can fetch it. The pixels are not touched, and it keeps standing upright.
/// </summary>
internal static class PicturePreparation
{
    /// <summary>Cleans the file at this path where its format is one that we understand. True when its bytes may have changed.</summary>
    public static bool Clean(string path, string mediaType)
    {
        switch (mediaType)
        {
            case "image/jpeg":
                return Rewrite(path, JpegMetadata.TryClean);
            case "image/png":
                return Rewrite(path, PngMetadata.TryClean);
            case "image/webp":
                return Rewrite(path, WebpMetadata.TryClean);
            case "image/tiff":
                using (var file = new FileStream(path, FileMode.Open, System.IO.FileAccess.ReadWrite))
                    TiffMetadata.Clean(file);

                return true;
            default:
                return false;
        }
    }

    private static bool Rewrite(string path, Func<Stream, Stream, bool> tryClean)
    {
        var draft = path + ".clean";
        try
        {
            bool isCleaned;
            using (var source = new FileStream(path, FileMode.Open, System.IO.FileAccess.Read, FileShare.Read, 64 * 1024))
            using (var target = new FileStream(draft, FileMode.Create, System.IO.FileAccess.ReadWrite, FileShare.None, 64 * 1024))
                isCleaned = tryClean(source, target);

            if (isCleaned)
                File.Move(draft, path, overwrite: true);
            return isCleaned;
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
