using Microsoft.Extensions.Logging;

namespace Parley.Realtime;

/// <summary>What the hallway says in the log. Event ids 1100–1199. Ids only, never text or tokens.</summary>
internal static partial class RealtimeLog
{
    [LoggerMessage(1100, LogLevel.Error, "A {Event} could not be told to its listeners")]
    public static partial void NotTold(this ILogger logger, Exception exception, string @event);

    [LoggerMessage(1101, LogLevel.Debug, "Socket of user {UserId} opened")]
    public static partial void SocketOpened(this ILogger logger, Guid userId);

    [LoggerMessage(1102, LogLevel.Debug, "Socket of user {UserId} closed with {CloseCode}")]
    public static partial void SocketClosed(this ILogger logger, Guid userId, int closeCode);

    [LoggerMessage(1103, LogLevel.Error, "Frame {Type} of user {UserId} broke the server")]
    public static partial void FrameBroke(this ILogger logger, Exception exception, string type, Guid userId);
}
