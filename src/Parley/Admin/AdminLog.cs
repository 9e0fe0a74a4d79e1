using Microsoft.Extensions.Logging;
using Parley.Protocol;

namespace Parley.Admin;

/// <summary>What the administration says in the log. Event ids 1900–1999.</summary>
internal static partial class AdminLog
{
    [LoggerMessage(1900, LogLevel.Information, "Conversation {Conversation} was purged with all its rows")]
    public static partial void Purged(this ILogger logger, ConversationId conversation);

    [LoggerMessage(1901, LogLevel.Information, "The audit chain of workspace {WorkspaceN} has {Entries} entries and ends in {Hash}")]
    public static partial void AuditAnchored(this ILogger logger, long workspaceN, long entries, string hash);

    [LoggerMessage(1902, LogLevel.Critical, "The audit chain of workspace {WorkspaceN} is broken at entry {BrokenAt}: {Problem}")]
    public static partial void AuditBroken(this ILogger logger, long workspaceN, long? brokenAt, string? problem);
}
