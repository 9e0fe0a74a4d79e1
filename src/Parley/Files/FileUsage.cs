using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Files;

/// <summary>How many bytes each workspace's files have, counted in the commit that takes or frees them: to the byte, however many upload at once.</summary>
internal static class FileUsage
{
    public static ValueTask<long> OfAsync(Queries queries, long workspaceN, CancellationToken ct = default) =>
        queries.NumberAsync($"select bytes from file_usage where workspace_n = {workspaceN}", ct);

    /// <exception cref="Refusal"><c>quota_exceeded</c>.</exception>
    public static async ValueTask TakeAsync(Transaction transaction, long workspaceN, long bytes, long? quota)
    {
        if (bytes <= 0)
        {
            await GiveBackAsync(transaction, workspaceN, -bytes);
            return;
        }

        var most = (quota ?? long.MaxValue) - bytes;
        var taken = most < 0 ? 0 : await transaction.WriteAsync($"""
            update file_usage set bytes = bytes + {bytes} where workspace_n = {workspaceN} and bytes <= {most}
            """);
        if (taken > 0)
            return;

        if (most < 0 || await transaction.NumberAsync($"select 1 from file_usage where workspace_n = {workspaceN}") == 1)
            throw new Refusal(Errors.QuotaExceeded);

        await transaction.WriteAsync($"insert into file_usage (workspace_n, bytes) values ({workspaceN}, {bytes})");
    }

    public static async ValueTask GiveBackAsync(Transaction transaction, long workspaceN, long bytes) =>
        await transaction.WriteAsync($"update file_usage set bytes = bytes - {bytes} where workspace_n = {workspaceN}");
}
