namespace Parley.Storage;

/// <summary>Questions inside one read transaction: all see the same commit.</summary>
internal sealed class SqliteSnapshot(SqliteSession session) : Queries
{
    public override ValueTask<List<T>> QueryAsync<T>(Sql sql, Func<Row, T> read, CancellationToken ct = default) => new(session.Query(sql, read));

    public override ValueTask<T?> FindAsync<T>(Sql sql, Func<Row, T> read, CancellationToken ct = default)
        where T : class => new(session.TryFind(sql, read, out var found) ? found : null);

    public override ValueTask<long> NumberAsync(Sql sql, CancellationToken ct = default) =>
        new(session.TryFind(sql, row => row.Long(0), out var number) ? number : 0);
}
