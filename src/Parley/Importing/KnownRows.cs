using Parley.Storage;

namespace Parley.Importing;

/// <summary>What was imported before, of one system into one workspace: the key there and the row here.</summary>
internal sealed class KnownRows(long workspaceN, string system)
{
    /// <summary>The row's number; 0 where it was never imported.</summary>
    public ValueTask<long> FindAsync(Queries queries, ImportKind kind, string key) => queries.NumberAsync(
        $"select n from imported where workspace_n = {workspaceN} and system = {system} and kind = {kind} and key = {key}");

    public async ValueTask KeepAsync(Transaction transaction, ImportKind kind, string key, long n) => await transaction.WriteAsync($"""
        insert into imported (workspace_n, system, kind, key, n) values ({workspaceN}, {system}, {kind}, {key}, {n})
        """);
}
