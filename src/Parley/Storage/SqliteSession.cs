using Microsoft.Data.Sqlite;

namespace Parley.Storage;

/// <summary>One open connection to the SQLite file with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private readonly Dictionary<string, SqliteCommand>.AlternateLookup<ReadOnlySpan<char>> _byText;

    public SqliteSession(string path, bool writes)
    {
        _byText = _prepared.GetAlternateLookup<ReadOnlySpan<char>>();
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = writes ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        _connection.Open();
    }

    /// <summary>Runs statements that take no parameters and are not worth preparing.</summary>
    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement that stays prepared, and returns how many rows it changed.</summary>
    public int Prepared(Sql sql) => Bind(ref sql).ExecuteNonQuery();

    /// <summary>Makes a copy that stands alone: it needs no write-ahead log beside it.</summary>
    public void CopyTo(string file)
    {
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        copy.Open();
        _connection.BackupDatabase(copy);
        using var command = copy.CreateCommand();
        command.CommandText = "pragma journal_mode = delete";
        command.ExecuteNonQuery();
    }

    public long LastRow => SQLitePCL.raw.sqlite3_last_insert_rowid(_connection.Handle);

    public List<T> Query<T>(Sql sql, Func<Row, T> read)
    {
        using var reader = Bind(ref sql).ExecuteReader();
        var found = new List<T>();
        var row = new Row(reader);
        while (reader.Read())
            found.Add(read(row));

        return found;
    }

    public bool TryFind<T>(Sql sql, Func<Row, T> read, out T? found)
    {
        using var reader = Bind(ref sql).ExecuteReader();
        var any = reader.Read();
        found = any ? read(new Row(reader)) : default;
        return any;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();

        _connection.Dispose();
    }

    private SqliteCommand Bind(ref Sql sql)
    {
        if (!_byText.TryGetValue(sql.Text, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql.Text.ToString();
            for (var i = 0; i < sql.Count; i++)
                command.Parameters.Add(new SqliteParameter($"@p{i}", null));

            _prepared.Add(command.CommandText, command);
        }

        for (var i = 0; i < sql.Count; i++)
            command.Parameters[i].Value = sql[i] switch
            {
                null => DBNull.Value,
                Guid id => id.ToByteArray(bigEndian: true),
                var value => value,
            };

        sql.Dispose();
        return command;
    }
}
