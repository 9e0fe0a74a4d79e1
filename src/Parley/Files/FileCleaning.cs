using Microsoft.Extensions.Logging;
using Parley.Files.Store;
using Parley.Protocol;
using Parley.Storage;
using Parley.Upkeep;

namespace Parley.Files;

/// <summary>
/// Removes what nobody can reach any more: files whose time to be brought back is over, uploads that were never sent or never finished, and
/// bytes that belong to no row because a crash came between the two.
/// </summary>
internal sealed class FileCleaning(Database database, FileStore store, Spool spool, TimeProvider clock, ILogger<FileCleaning> logger)
    : Chore(clock, logger)
{
    public static readonly TimeSpan Orphaned = TimeSpan.FromHours(24);

    private const int Batch = 50;

    private readonly TimeProvider _clock = clock;

    public override string Name => "file cleaning";

    public override TimeSpan Every => TimeSpan.FromHours(1);

    protected override async Task RunAsync(CancellationToken ct)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var now = _clock.GetUtcNow();
        var freed = new Freed();
        await ForgetUnusedAsync(now, ct);
        await PurgeAsync(now, freed, ct);
        await ExpireAsync(now, freed, ct);
        await CollectAsync(now, freed, ct);
        if (freed.Files > 0)
            logger.Freed(freed.Files, freed.Bytes);
    }

    // Never sent within a day, unless a draft waits with it; and pictures that are nobody's any more.
    private Task ForgetUnusedAsync(DateTimeOffset now, CancellationToken ct) => database.WriteAsync(async transaction =>
    {
        var unsent = await transaction.QueryAsync($"""
            select f.n, f.uploader_n, f.id from files f
            where f.used = {FileUse.None} and f.created_at <= {now - Orphaned} and f.deleted_at is null
            """, row => (N: row.Long(0), UploaderN: row.Long(1), Id: row.Id<FileId>(2)));
        foreach (var (n, uploaderN, id) in unsent)
        {
            var isDrafted = await transaction.NumberAsync($"""
                select 1 from drafts where user_n = {uploaderN} and attachment_ids like {$"%{id}%"} limit 1
                """) == 1;
            if (!isDrafted)
                await transaction.WriteAsync($"update files set deleted_at = {now}, purge_at = {now} where n = {n}");
        }

        var pictures = await transaction.QueryAsync($"""
            select f.n, f.id, coalesce(u.avatar_url, '') from files f join users u on u.n = f.uploader_n
            where f.used = {FileUse.Avatar} and f.created_at <= {now - Orphaned} and f.deleted_at is null
            """, row => (N: row.Long(0), Id: row.Id<FileId>(1), Shown: row.Text(2)));
        foreach (var (n, id, shown) in pictures.Where(p => !p.Shown.Contains(p.Id.ToString(), StringComparison.Ordinal)))
            await transaction.WriteAsync($"update files set deleted_at = {now}, purge_at = {now} where n = {n}");
    }, ct);

    private async Task PurgeAsync(DateTimeOffset now, Freed freed, CancellationToken ct)
    {
        while (true)
        {
            var due = await database.QueryAsync($"""
                select n, workspace_n, store_key, thumbnail_key, size from files where purge_at is not null and purge_at <= {now} order by n limit {Batch}
                """, row => (N: row.Long(0), WorkspaceN: row.Long(1), Key: row.Text(2), Thumbnail: row.TextOrNull(3), Size: row.Long(4)), ct);
            foreach (var file in due)
            {
                // The bytes first: a crash in between does it again, and finds them gone.
                await store.DeleteAsync(file.Key, ct);
                if (file.Thumbnail is not null)
                    await store.DeleteAsync(file.Thumbnail, ct);
                await database.WriteAsync(async transaction =>
                {
                    await transaction.WriteAsync($"delete from attachments where file_n = {file.N}");
                    if (await transaction.WriteAsync($"delete from files where n = {file.N}") > 0)
                        await FileUsage.GiveBackAsync(transaction, file.WorkspaceN, file.Size);
                }, ct).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                freed.Add(file.Size);
            }

            if (due.Count < Batch)
                return;
        }
    }

    private async Task ExpireAsync(DateTimeOffset now, Freed freed, CancellationToken ct)
    {
        var due = await database.QueryAsync(
            $"select id from resumable_uploads where expires_at <= {now}", row => row.Id<FileId>(0), ct);
        foreach (var id in due)
        {
            using var turn = spool.TryTake(id);
            if (turn is null)
                continue;   // somebody is writing to it: the next time

            var path = spool.ResumableOf(id);
            var came = Spool.LengthOf(path);
            await database.WriteAsync(transaction => Resumables.RemoveAsync(transaction, id), ct).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            File.Delete(path);
            if (came > 0)
                freed.Add(came);
        }
    }

    private async Task CollectAsync(DateTimeOffset now, Freed freed, CancellationToken ct)
    {
        await foreach (var blob in store.ListAsync(ct))
        {
            if (blob.StoredAt > now - Orphaned || await database.NumberAsync(
                $"select 1 from files where id = {IdOf(blob.Key)} and (store_key = {blob.Key} or thumbnail_key = {blob.Key})", ct) == 1)
                continue;

            await store.DeleteAsync(blob.Key, ct);
            freed.Add(blob.Size);
        }

        foreach (var (id, path, at) in spool.Parts())
        {
            if (at > now - Orphaned || await database.NumberAsync($"select 1 from resumable_uploads where id = {id}", ct) == 1)
                continue;

            freed.Add(Spool.LengthOf(path));
            File.Delete(path);
        }
    }

    private static Guid IdOf(string key) => Guid.ParseExact(key.Split('/')[^1].Split('.')[0], "N");

    private sealed class Freed
    {
        public int Files { get; private set; }

        public long Bytes { get; private set; }

        public void Add(long bytes) => (Files, Bytes) = (Files + 1, Bytes + bytes);
    }
}
