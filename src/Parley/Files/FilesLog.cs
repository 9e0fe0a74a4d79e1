using Microsoft.Extensions.Logging;

namespace Parley.Files;

/// <summary>What files say in the log. Event ids 1400–1499.</summary>
internal static partial class FilesLog
{
    [LoggerMessage(1400, LogLevel.Information, "Files nobody can reach were removed: {Files}, {Bytes} bytes freed")]
    public static partial void Freed(this ILogger logger, int files, long bytes);

    [LoggerMessage(1401, LogLevel.Warning, "{Programs} not found: {Kinds} stay plain files, without thumbnail or duration (Debian: apt install libvips-tools ffmpeg)")]
    public static partial void ProgramsMissing(this ILogger logger, string programs, string kinds);

    [LoggerMessage(1402, LogLevel.Information, "File {FileN} ({MediaType}) stays a plain file: {Why}")]
    public static partial void NoPreview(this ILogger logger, long fileN, string mediaType, string why);
}
