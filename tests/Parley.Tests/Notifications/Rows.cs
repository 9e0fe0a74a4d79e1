using Microsoft.Extensions.DependencyInjection;
using Parley.Storage;
using Parley.Tests.Cast;

namespace Parley.Tests.Notifications;

/// <summary>What stands in the database, for what no door shows.</summary>
internal static class Rows
{
    public static Task<long> CountAsync(TestParley parley, Sql sql) => parley.Services.GetRequiredService<Database>().NumberAsync(sql).AsTask();

    public static Task<List<T>> QueryAsync<T>(TestParley parley, Sql sql, Func<Row, T> read) =>
        parley.Services.GetRequiredService<Database>().QueryAsync(sql, read).AsTask();

    public static Task WriteAsync(TestParley parley, Func<Transaction, ValueTask> work) =>
        parley.Services.GetRequiredService<Database>().WriteAsync(work, CancellationToken.None);
}
