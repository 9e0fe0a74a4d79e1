using Microsoft.Extensions.Logging;

namespace Parley.Search;

/// <summary>What search says in the log. Event ids 1500–1599.</summary>
internal static partial class SearchLog
{
    [LoggerMessage(1500, LogLevel.Information, "The search index has caught up: {Messages} messages in {Milliseconds} ms")]
    public static partial void CaughtUp(this ILogger logger, long messages, long milliseconds);

    [LoggerMessage(1501, LogLevel.Information, "The search index was rewritten without what was deleted or edited, in {Steps} steps")]
    public static partial void Purged(this ILogger logger, int steps);
}
