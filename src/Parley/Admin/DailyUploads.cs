using Parley.Storage;

namespace Parley.Admin;

/// <summary>Counts an upload of a day, in the commit that finishes it: rows of files are removed later, and their numbers given out again.</summary>
public static class DailyUploads
{
    private const long DayMs = 86_400_000;

    public static async ValueTask CountAsync(Transaction transaction, long workspaceN, long bytes, DateTimeOffset at) =>
        await transaction.WriteAsync($"""
            insert into daily_counts (workspace_n, day, uploads, upload_bytes) values ({workspaceN}, {at.ToUnixTimeMilliseconds() / DayMs}, 1, {bytes})
            on conflict (workspace_n, day) do update set uploads = daily_counts.uploads + 1, upload_bytes = daily_counts.upload_bytes + excluded.upload_bytes
            """);
}
