using Microsoft.Extensions.Logging;

namespace Parley.LinkPreviews;

/// <summary>What link previews say in the log; never an address, which is somebody's text. Event ids 2000–2019.</summary>
internal static partial class LinkPreviewLog
{
    [LoggerMessage(2000, LogLevel.Debug, "A link could not be looked up: {Reason}")]
    public static partial void NotFetched(this ILogger logger, string reason);

    [LoggerMessage(2001, LogLevel.Warning, "A page broke its reader")]
    public static partial void NotRead(this ILogger logger, Exception exception);
}
