using Microsoft.Extensions.Logging;
using Parley.Protocol;

namespace Parley.Push;

/// <summary>What pushes say in the log. Event ids 1700–1799.</summary>
internal static partial class PushLog
{
    [LoggerMessage(1700, LogLevel.Error, "How a delivery by {Way} ended could not be written down; it is tried again")]
    public static partial void NotSettled(this ILogger logger, Exception exception, PushWay way);

    [LoggerMessage(1701, LogLevel.Warning, "The mail server could not be talked to: {Reason}")]
    public static partial void MailServerFailed(this ILogger logger, string reason);

    [LoggerMessage(1702, LogLevel.Warning, "The mail server refused a mail for good with {Status}; target {Target}")]
    public static partial void MailRefused(this ILogger logger, int status, PushTargetId target);

    [LoggerMessage(1703, LogLevel.Warning, "The push gateway answered {Status}")]
    public static partial void GatewayFailed(this ILogger logger, int status);
}
