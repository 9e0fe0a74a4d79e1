using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Parley.Storage;

/// <summary>
/// Moves the write-ahead log into the file on a connection of its own, so that no commit waits for it. Passive: it never blocks
/// the writer or a reader, and what it could not move this second it moves the next.
/// </summary>
internal sealed class WalCheckpoints : IDisposable
{
    private const long WorthMoving = 8 * 1024 * 1024;

    private readonly string _path;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly Lock _running = new();
    private SqliteSession? _session;
    private bool _disposed;

    public WalCheckpoints(string path, TimeProvider clock, ILogger logger)
    {
        _path = path;
        _logger = logger;
        _timer = clock.CreateTimer(_ => Move(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_running)
        {
            _disposed = true;
            _session?.Dispose();
        }
    }

    private void Move()
    {
        if (!_running.TryEnter())
            return;

        try
        {
            if (_disposed || new FileInfo(_path + "-wal") is not { Exists: true, Length: > WorthMoving })
                return;

            _session ??= new SqliteSession(_path, writes: true);
            _session.Execute("pragma wal_checkpoint(passive)");
        }
        catch (SqliteException exception)
        {
            _logger.CheckpointFailed(exception);   // the log keeps everything; the next second tries again
        }
        finally
        {
            _running.Exit();
        }
    }
}
