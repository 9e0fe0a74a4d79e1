using Microsoft.Extensions.Logging;

namespace Parley.Storage;

/// <summary>What storage says in the log. Event ids 1000–1099.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(1000, LogLevel.Information, "Database {Path} is open with SQLite {Version} ({Which})")]
    public static partial void Opened(this ILogger logger, string path, string version, string which);

    [LoggerMessage(1001, LogLevel.Information, "Applied migration {Name}")]
    public static partial void Migrated(this ILogger logger, string name);

    [LoggerMessage(1002, LogLevel.Error, "A commit failed; storage is now {State}")]
    public static partial void CommitFailed(this ILogger logger, Exception exception, StorageState state);

    [LoggerMessage(1003, LogLevel.Warning, "The write-ahead log could not be moved into the file")]
    public static partial void CheckpointFailed(this ILogger logger, Exception exception);
}
