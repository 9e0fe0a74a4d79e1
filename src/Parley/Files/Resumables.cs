using Parley.Protocol;
using Parley.Storage;

namespace Parley.Files;

/// <summary>A resumable upload.</summary>
internal sealed record Resumable(FileId Id, string Name, long Length, string? Metadata, DateTimeOffset ExpiresAt, bool IsFinished);

/// <summary>The rows of resumable uploads.</summary>
internal static class Resumables
{
    public static ValueTask<Resumable?> FindAsync(Queries queries, FileId id, long uploaderN, CancellationToken ct) => queries.FindAsync($"""
        select id, name, length, metadata, expires_at, finished_at from resumable_uploads where id = {id} and uploader_n = {uploaderN}
        """, row => new Resumable(row.Id<FileId>(0), row.Text(1), row.Long(2), row.TextOrNull(3), row.Time(4), !row.IsNull(5)), ct);

    /// <summary>Forgets it; what it was counted for is given back unless it became a file.</summary>
    public static async ValueTask RemoveAsync(Transaction transaction, FileId id)
    {
        var unfinished = await transaction.QueryAsync(
            $"select workspace_n, length from resumable_uploads where id = {id} and finished_at is null", row => (WorkspaceN: row.Long(0), Length: row.Long(1)));
        foreach (var (workspaceN, length) in unfinished)
            await FileUsage.GiveBackAsync(transaction, workspaceN, length);

        await transaction.WriteAsync($"delete from resumable_uploads where id = {id}");
    }
}
