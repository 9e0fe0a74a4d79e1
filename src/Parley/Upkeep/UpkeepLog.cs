using Microsoft.Extensions.Logging;

namespace Parley.Upkeep;

/// <summary>What chores say in the log. Event ids 1300–1399.</summary>
internal static partial class UpkeepLog
{
    [LoggerMessage(1300, LogLevel.Error, "The chore {Name} failed and is tried again later")]
    public static partial void ChoreFailed(this ILogger logger, Exception exception, string name);
}
