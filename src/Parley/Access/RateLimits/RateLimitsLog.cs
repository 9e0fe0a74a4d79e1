using Microsoft.Extensions.Logging;

namespace Parley.Access.RateLimits;

/// <summary>What limits say in the log. Event ids 1800–1819.</summary>
internal static partial class RateLimitsLog
{
    [LoggerMessage(1800, LogLevel.Warning,
        "{Address} sends X-Forwarded-For and is not among Parley:TrustedProxies: the header is ignored. "
        + "If that is a proxy, everybody behind it counts as one address")]
    public static partial void UnnamedProxy(this ILogger logger, string address);
}
