using Microsoft.Extensions.Logging;

namespace Parley.Moderation;

/// <summary>What moderation says in the log. Event ids 1820–1899.</summary>
internal static partial class ModerationLog
{
    [LoggerMessage(1820, LogLevel.Information, "{Count} resolved reports of workspace {WorkspaceN} were emptied of their evidence")]
    public static partial void EvidenceEmptied(this ILogger logger, int count, long workspaceN);
}
