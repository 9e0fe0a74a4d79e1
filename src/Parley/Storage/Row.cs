using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Storage;

/// <summary>The row that a query stands on, read by column number. Valid only while the reading function runs.</summary>
public readonly struct Row(SqliteDataReader reader)
{
    // Below ADO.NET where a page of history reads hundreds of columns: no boxing, no array for an id.
    private readonly sqlite3_stmt _statement = reader.Handle!;

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public int Int(int column) => raw.sqlite3_column_int(_statement, column);

    public bool Bool(int column) => Int(column) != 0;

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public Guid Guid(int column) => new(raw.sqlite3_column_blob(_statement, column), bigEndian: true);

    public TId Id<TId>(int column)
        where TId : struct, Protocol.IId<TId> => TId.Of(Guid(column));

    public TId? IdOrNull<TId>(int column)
        where TId : struct, Protocol.IId<TId> => IsNull(column) ? null : Id<TId>(column);

    public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Long(column));

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public TEnum Enum<TEnum>(int column)
        where TEnum : struct, Enum
    {
        var value = Int(column);
        return Unsafe.As<int, TEnum>(ref value);
    }
}
