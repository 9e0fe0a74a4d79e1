using System.Security.Cryptography;
using Parley.Access;
using Parley.Admin;
using Parley.Files.Images;
using Parley.Files.Previews;
using Parley.Files.Store;
using Parley.Files.Types;
using Parley.Protocol;
using Parley.Storage;
using Parley.Telemetry;

namespace Parley.Files;

/// <summary>An upload whose bytes are all there.</summary>
/// <param name="Id">Of the file that it becomes.</param>
/// <param name="Path">Where its bytes are.</param>
/// <param name="Name">As it was given, cleaned.</param>
/// <param name="Sha256">Of its bytes, if that is known.</param>
/// <param name="Counted">Bytes that the workspace's use counts already.</param>
internal sealed record WholeUpload(FileId Id, string Path, string Name, byte[]? Sha256, long Counted);

/// <summary>
/// Makes a file of an upload: looks what it is, takes private things out of pictures, brings the bytes into the store and then, when they are
/// durable, writes the row. A crash in between leaves bytes without a row, which are collected, and never a row without bytes.
/// </summary>
internal sealed class NewFiles(Database database, FileStore store, PreviewChore previews, Figures figures, TimeProvider clock)
{
    /// <exception cref="Refusal"><c>file_empty</c>, <c>file_type_refused</c>, <c>quota_exceeded</c>, <c>storage_full</c>.</exception>
    public async Task<FileView> KeepAsync(Caller caller, WholeUpload upload, UploadRules rules, CancellationToken ct)
    {
        try
        {
            var (type, size, pixels) = await Task.Run(() => Look(upload, rules), ct);
            var hash = size.IsChanged || upload.Sha256 is null ? await HashAsync(upload.Path, ct) : upload.Sha256;
            var key = FileStore.KeyOf(caller.WorkspaceId.Value, upload.Id.Value);
            await store.TakeAsync(key, upload.Path, ct);
            try
            {
                var view = await WriteAsync(caller, upload, new(type, size.Bytes, pixels, hash, key), rules, ct);
                figures.Messages.Uploaded(size.Bytes);
                return view;
            }
            catch
            {
                await store.DeleteAsync(key, CancellationToken.None);
                throw;
            }
        }
        catch (IOException exception) when (Spool.IsFull(exception))
        {
            throw new Refusal(Errors.StorageFull);
        }
    }

    private static (FileType Type, (long Bytes, bool IsChanged) Size, PixelSize? Pixels) Look(WholeUpload upload, UploadRules rules)
    {
        FileType type;
        using (var file = Open(upload.Path))
        {
            if (file.Length == 0)
                throw new Refusal(Errors.FileEmpty);

            type = FileTypes.Of(file, upload.Name);
        }

        rules.RequireType(type);
        var isChanged = PicturePreparation.Clean(upload.Path, type.MediaType);
        using var kept = Open(upload.Path);
        return (type, (kept.Length, isChanged), PixelSize.Read(kept, type.MediaType)?.Upright);
    }

    private async Task<FileView> WriteAsync(Caller caller, WholeUpload upload, Found found, UploadRules rules, CancellationToken ct)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var (type, pixels) = (found.Type, found.Pixels);
        var preview = previews.Makes(type.MediaType, pixels) ? PreviewState.Waiting : PreviewState.None;
        await database.WriteAsync(async transaction =>
        {
            // A resumable upload was counted when it began, at the size that it came with.
            await FileUsage.TakeAsync(transaction, caller.WorkspaceN, found.Size - upload.Counted, upload.Counted > 0 ? null : rules.QuotaBytes);
            if (upload.Counted > 0 && await transaction.WriteAsync(
                $"update resumable_uploads set finished_at = {now} where id = {upload.Id} and finished_at is null") == 0)
                throw new Refusal(Errors.NotFound);

            await transaction.WriteAsync($"""
                insert into files (id, workspace_n, uploader_n, name, size, sha256, content_type, kind, store_key, width, height, preview, created_at)
                values ({upload.Id}, {caller.WorkspaceN}, {caller.UserN}, {upload.Name}, {found.Size}, {found.Sha256}, {type.MediaType}, {type.Kind},
                    {found.Key}, {pixels?.Width}, {pixels?.Height}, {preview}, {now})
                """);
            await DailyUploads.CountAsync(transaction, caller.WorkspaceN, found.Size, now);
            if (preview == PreviewState.Waiting)
                transaction.Tell(previews);
        }, ct);
        return new FileView(
            upload.Id, upload.Name, found.Size, type.MediaType, type.Kind, $"/api/v1/files/{upload.Id}/content", null, pixels?.Width, pixels?.Height,
            null, null, Convert.ToHexStringLower(found.Sha256), caller.UserId, now);
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, System.IO.FileAccess.Read, FileShare.Read);

    private static async Task<byte[]> HashAsync(string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, System.IO.FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return await SHA256.HashDataAsync(file, ct);
    }

    private sealed record Found(FileType Type, long Size, PixelSize? Pixels, byte[] Sha256, string Key);
}
