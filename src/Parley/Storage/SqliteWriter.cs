using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Parley.Storage;

/// <summary>The one connection that writes, and the transaction that the lane's writes share.</summary>
internal sealed class SqliteWriter(SqliteSession session, ILogger logger) : Transaction
{
    private readonly ConversationHeads _heads = new();
    private bool _open;

    public override long LastRow => session.LastRow;

    public override ValueTask<int> WriteAsync(Sql sql)
    {
        var changed = session.Prepared(sql);
        Dirty |= changed > 0;
        return new(changed);
    }

    public override ValueTask<List<T>> QueryAsync<T>(Sql sql, Func<Row, T> read, CancellationToken ct = default) => new(session.Query(sql, read));

    public override ValueTask<T?> FindAsync<T>(Sql sql, Func<Row, T> read, CancellationToken ct = default)
        where T : class => new(session.TryFind(sql, read, out var found) ? found : null);

    public override ValueTask<long> NumberAsync(Sql sql, CancellationToken ct = default) =>
        new(session.TryFind(sql, row => row.Long(0), out var number) ? number : 0);

    public override ValueTask<Position> NextChangeAsync(long conversationN) =>
        _heads.NextAsync(this, conversationN, isMessage: false, default);

    public override ValueTask<Position> NextMessageAsync(long conversationN, DateTimeOffset at) =>
        _heads.NextAsync(this, conversationN, isMessage: true, at);

    public override void MessageStored(long conversationN, long messageN) => _heads.MessageStored(conversationN, messageN);

    public override ValueTask StoreHeadAsync(long conversationN) => _heads.StoreAsync(this, conversationN);

    public void Begin()
    {
        session.Prepared($"begin immediate");
        _open = true;
    }

    public void Run(PendingWrite write)
    {
        write.News.Clear();
        Current = write;
        Dirty = false;
        _heads.BeginWrite();
        write.Run(this);
    }

    public void UndoRefused() => _heads.UndoWrite();

    public void Commit()
    {
        _heads.StoreAsync(this).AsTask().GetAwaiter().GetResult();
        session.Prepared($"commit");
        _open = false;
        _heads.Committed();
    }

    public void Rollback()
    {
        _heads.RolledBack();
        Undone++;
        if (!_open)
            return;

        _open = false;
        try
        {
            session.Prepared($"rollback");
        }
        catch (SqliteException)
        {
            // A full or failing disk makes SQLite roll back by itself; then there is nothing left to roll back. Were the
            // transaction still open, the next begin would fail, and storage with it.
        }
    }

    /// <summary>Whether it is the disk that failed rather than the statement.</summary>
    public static bool IsStorageFailure(Exception exception) =>
        exception is SqliteException
        {
            SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB
            or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN
        };

    // A disk too full for another 32 KB of the write-ahead log's index is reported as an I/O error of that one kind.
    public static bool IsFull(Exception exception) =>
        exception is SqliteException sqlite
        && (sqlite.SqliteErrorCode == raw.SQLITE_FULL || sqlite.SqliteExtendedErrorCode == raw.SQLITE_IOERR_SHMSIZE);

    public void Report(Exception exception, StorageState state) => logger.CommitFailed(exception, state);
}
