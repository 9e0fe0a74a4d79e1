namespace Parley.Storage;

/// <summary>What can be asked: of the database as the last commit left it, or inside a transaction.</summary>
public abstract class Queries
{
    /// <summary>All rows.</summary>
    public abstract ValueTask<List<T>> QueryAsync<T>(Sql sql, Func<Row, T> read, CancellationToken ct = default);

    /// <summary>The first row, or nothing.</summary>
    public abstract ValueTask<T?> FindAsync<T>(Sql sql, Func<Row, T> read, CancellationToken ct = default)
        where T : class;

    /// <summary>The first column of the first row as a number; 0 when there is none.</summary>
    public abstract ValueTask<long> NumberAsync(Sql sql, CancellationToken ct = default);
}
