using System.Security.Cryptography;
using Parley.Access;
using Parley.Files.Store;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Files.Tus;

/// <summary>Uploads that may be cut off and go on: begun with their length, which the quota counts from then on, and kept for a day.</summary>
internal sealed class ResumableUploadHandler(FileRules rules, Database database, Spool spool, NewFiles files, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <exception cref="Refusal"><c>file_empty</c>, <c>file_too_large</c>, <c>quota_exceeded</c>.</exception>
    public async Task<Resumable> BeginAsync(Caller caller, long length, string? metadata, CancellationToken ct)
    {
        var may = await rules.ForAsync(caller, ct);
        if (length == 0)
            throw new Refusal(Errors.FileEmpty);
        if (length > may.MaxBytes)
            throw new Refusal(Errors.FileTooLarge);

        var now = clock.GetUtcNow();
        var upload = new Resumable(FileId.New(), FileNames.Clean(TusHeaders.NameIn(metadata)), length, metadata, now + Lifetime, IsFinished: false);
        await database.WriteAsync(async transaction =>
        {
            await FileUsage.TakeAsync(transaction, caller.WorkspaceN, length, may.QuotaBytes);
            await transaction.WriteAsync($"""
                insert into resumable_uploads (id, workspace_n, uploader_n, name, length, metadata, created_at, expires_at)
                values ({upload.Id}, {caller.WorkspaceN}, {caller.UserN}, {upload.Name}, {length}, {metadata}, {now}, {upload.ExpiresAt})
                """);
        }, ct).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return upload;
    }

    /// <summary>The upload and how many of its bytes are here.</summary>
    public async Task<(Resumable Upload, long Offset)> StateAsync(Caller caller, FileId id, CancellationToken ct)
    {
        var upload = await RequireAsync(caller, id, ct);
        return (upload, upload.IsFinished ? upload.Length : Spool.LengthOf(spool.ResumableOf(id)));
    }

    /// <summary>Takes the next bytes; with the last one it becomes a file. Returns how many are here then.</summary>
    /// <exception cref="Refusal"><c>upload_locked</c>, <c>offset_conflict</c>, <c>checksum_mismatch</c>, and those of a finished file.</exception>
    public async Task<(Resumable Upload, long Offset)> AppendAsync(
        Caller caller, FileId id, long offset, Checksum? checksum, Stream content, CancellationToken ct)
    {
        using var turn = spool.TryTake(id) ?? throw new Refusal(Errors.UploadLocked) { RetryAfter = TimeSpan.FromSeconds(1) };
        var upload = await RequireAsync(caller, id, ct);
        var path = spool.ResumableOf(id);
        var here = upload.IsFinished ? upload.Length : Spool.LengthOf(path);
        if (offset != here)
            throw new Refusal(Errors.OffsetConflict, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The upload stands at {here}."));
        if (upload.IsFinished)
            return (upload, here);

        await ReceiveAsync(content, path, here, upload.Length, checksum, ct);
        var now = Spool.LengthOf(path);
        if (now == upload.Length)
            await FinishAsync(caller, upload, path, ct);

        return (upload, now);
    }

    /// <summary>Ends an upload; what was finished is a file and is deleted as one.</summary>
    public async Task EndAsync(Caller caller, FileId id, CancellationToken ct)
    {
        using var turn = spool.TryTake(id) ?? throw new Refusal(Errors.UploadLocked) { RetryAfter = TimeSpan.FromSeconds(1) };
        await RequireAsync(caller, id, ct);
        await RemoveAsync(id, ct);
    }

    private async ValueTask<Resumable> RequireAsync(Caller caller, FileId id, CancellationToken ct)
    {
        var upload = await Resumables.FindAsync(database, id, caller.UserN, ct) ?? throw new Refusal(Errors.NotFound);
        return upload.IsFinished || upload.ExpiresAt > clock.GetUtcNow() ? upload : throw new Refusal(Errors.UploadExpired);
    }

    private async Task ReceiveAsync(Stream content, string path, long here, long length, Checksum? checksum, CancellationToken ct)
    {
        using var hash = checksum is null ? null : IncrementalHash.CreateHash(checksum.Algorithm);
        try
        {
            await spool.ReceiveAsync(content, path, length - here, Errors.FileTooLarge, hash, ct);
            if (hash is not null && !hash.GetHashAndReset().AsSpan().SequenceEqual(checksum!.Expected))
                throw new Refusal(Errors.ChecksumMismatch);
        }
        catch when (checksum is not null)
        {
            Truncate(path, here);   // a part that was to be checked counts wholly or not at all
            throw;
        }

        // What is acknowledged is on disk.
        if (Spool.LengthOf(path) > here)
            await Task.Run(() => DurableFiles.Flush(path), CancellationToken.None);
    }

    private async Task FinishAsync(Caller caller, Resumable upload, string path, CancellationToken ct)
    {
        try
        {
            await files.KeepAsync(caller, new(upload.Id, path, upload.Name, Sha256: null, Counted: upload.Length), await rules.ForAsync(caller, ct), ct);
        }
        catch (Refusal refusal) when (refusal.Error == Errors.FileTypeRefused)
        {
            await RemoveAsync(upload.Id, ct);   // no further byte will make it another type
            throw;
        }
    }

    private async Task RemoveAsync(FileId id, CancellationToken ct)
    {
        await database.WriteAsync(transaction => Resumables.RemoveAsync(transaction, id), ct).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        File.Delete(spool.ResumableOf(id));
    }

    private static void Truncate(string path, long length)
    {
        if (!File.Exists(path))
            return;

        using var part = new FileStream(path, FileMode.Open, System.IO.FileAccess.Write);
        part.SetLength(length);
    }
}
