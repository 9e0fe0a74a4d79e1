using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Parley.Telemetry;

namespace Parley.Storage;

/// <summary>
/// One SQLite file in WAL mode: one writer lane with <c>synchronous=FULL</c>, readers beside it on connections of their own.
/// </summary>
public sealed class SqliteDatabase : Database
{
    private readonly string _path;
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly SqliteSession _writing;
    private readonly WriteLane _lane;
    private readonly WalCheckpoints _checkpoints;
    private readonly LaneFigures _figures;

    /// <summary>Opens or makes the file and brings its schema up to date.</summary>
    public SqliteDatabase(string path, ILogger<SqliteDatabase> logger, TimeProvider clock, Figures? figures = null)
    {
        SqliteLibrary.Load();
        figures ??= new Figures();
        (_path, _figures) = (path, figures.Storage);
        _writing = new SqliteSession(path, writes: true);

        // secure_delete: what was deleted is overwritten, not just forgotten. Checkpoints run beside (WalCheckpoints); the automatic
        // one is the safety net, at 40 MB so that it is rare (DESIGN decision 12: 55,600 → 70,800 messages/s).
        _writing.Execute("""
            pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 10000; pragma secure_delete = on;
            pragma temp_store = memory; pragma cache_size = -65536; pragma busy_timeout = 5000;
            """);
        Migrations.Apply(_writing, SqliteWords, clock, logger);
        _lane = new WriteLane(new SqliteWriter(_writing, logger), Hand, _figures);
        figures.Watch("parley.writes.waiting", "{write}", "Writes that wait for the next commit.", () => _lane.Waiting);
        figures.Watch("parley.storage.ready", "", "1 while storage takes writes, 0 when the disk is full or has failed.", () => State == StorageState.Ready ? 1 : 0);
        _checkpoints = new WalCheckpoints(path, clock, logger);
        logger.Opened(path, SqliteLibrary.Version, SqliteLibrary.IsSystem ? "the system's" : "the bundled one");
    }

    public override StorageState State => _lane.State;

    private static IReadOnlyDictionary<string, string> SqliteWords { get; } = new Dictionary<string, string>
    {
        ["identity"] = "integer primary key",
        ["uuid"] = "blob",
        ["blob"] = "blob",
        ["clustered"] = "without rowid",
        ["search_index"] = SqliteSearchTables.Create,
    };

    public override ValueTask<List<T>> QueryAsync<T>(Sql sql, Func<Row, T> read, CancellationToken ct = default)
    {
        var (reader, since) = (Reader(), Stopwatch.GetTimestamp());
        try
        {
            return new(reader.Query(sql, read));
        }
        finally
        {
            Return(reader, since);
        }
    }

    public override ValueTask<T?> FindAsync<T>(Sql sql, Func<Row, T> read, CancellationToken ct = default)
        where T : class
    {
        var (reader, since) = (Reader(), Stopwatch.GetTimestamp());
        try
        {
            return new(reader.TryFind(sql, read, out var found) ? found : null);
        }
        finally
        {
            Return(reader, since);
        }
    }

    public override ValueTask<long> NumberAsync(Sql sql, CancellationToken ct = default)
    {
        var (reader, since) = (Reader(), Stopwatch.GetTimestamp());
        try
        {
            return new(reader.TryFind(sql, row => row.Long(0), out var number) ? number : 0);
        }
        finally
        {
            Return(reader, since);
        }
    }

    public override async ValueTask<T> SnapshotAsync<T>(Func<Queries, ValueTask<T>> read)
    {
        var (reader, since) = (Reader(), Stopwatch.GetTimestamp());
        reader.Prepared($"begin");
        try
        {
            return await read(new SqliteSnapshot(reader));
        }
        finally
        {
            reader.Prepared($"commit");
            Return(reader, since);
        }
    }

    public override Task<T> WriteAsync<T>(Func<Transaction, ValueTask<T>> work, CancellationToken ct) => _lane.EnqueueAsync(work, ct);

    /// <summary>
    /// Copies the database as one commit left it, page by page, while writes go on. On a connection of its own, because the copy takes as
    /// long as the disk needs.
    /// </summary>
    public void CopyTo(string file)
    {
        using var session = new SqliteSession(_path, writes: false);
        session.CopyTo(file);
    }

    public override Task StopAsync() => Task.Run(_lane.Stop);

    public override async ValueTask DisposeAsync()
    {
        await StopAsync();
        _checkpoints.Dispose();
        foreach (var reader in _readers)
            reader.Dispose();

        _writing.Dispose();
    }

    // A query runs to its end on its thread, so there are never more readers than threads.
    private SqliteSession Reader() => _readers.TryTake(out var reader) ? reader : new SqliteSession(_path, writes: false);

    private void Return(SqliteSession reader, long since)
    {
        _readers.Add(reader);
        _figures.Read(since);
    }

    private void Hand(List<PendingWrite> batch)
    {
        if (Committed is { } committed)
        {
            committed(batch);
            return;
        }

        foreach (var write in batch)
            write.Acknowledge();
    }
}
