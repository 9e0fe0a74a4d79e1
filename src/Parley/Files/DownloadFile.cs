using Parley.Access;
using Parley.Files.Store;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Files;

/// <summary>Shows a file, gives its bytes or its thumbnail, and makes links to it.</summary>
internal sealed class DownloadFileHandler(ReadableFiles files, FileStore store, FileLinks links, Database database, UserNumbers users)
{
    public async Task<FileView> ShowAsync(Caller caller, FileId id, CancellationToken ct)
    {
        var file = await files.RequireAsync(caller, id, ct);
        return file.View(await users.IdAsync(file.UploaderN));
    }

    public async Task<FileContent> ContentAsync(Caller caller, FileId id, CancellationToken ct) =>
        await ContentAsync(await files.RequireAsync(caller, id, ct), isLinked: false, ct);

    public async Task<FileContent> ThumbnailAsync(Caller caller, FileId id, CancellationToken ct)
    {
        var file = await FileRow.FindAsync(database, id, caller.WorkspaceN, ct);
        if (file?.Use != FileUse.Avatar)   // a person's picture is the whole workspace's
            file = await files.RequireAsync(caller, id, ct);
        if (file.ThumbnailKey is not { } key || await store.OpenAsync(key, ct) is not { } content)
            throw new Refusal(Errors.NotFound, "There is no thumbnail.");

        return new(content, file.ThumbnailType!, file.Shown.Name, $"{file.Shown.Sha256}-480", isShown: true, isLinked: false);
    }

    public async Task<FileLink> LinkAsync(Caller caller, FileId id, MakeFileLink command, CancellationToken ct)
    {
        var file = await files.RequireAsync(caller, id, ct);
        return links.Make(caller, file.Shown.Id, command.ExpiresIn);
    }

    /// <summary>The bytes for whoever holds a link; what its maker may no longer see, nobody sees by it.</summary>
    public async Task<FileContent> LinkedAsync(FileId id, long by, long until, string signature, CancellationToken ct)
    {
        if (!links.IsGood(id, by, until, signature))
            throw new Refusal(Errors.NotFound, "The link is not one of ours, or its time is over.");

        var maker = await database.FindAsync($"""
            select u.id, u.workspace_n, w.id, u.role from users u join workspaces w on w.n = u.workspace_n
            where u.n = {by} and u.disabled_at is null
            """, row => new Caller(row.Id<UserId>(0), by, row.Id<WorkspaceId>(2), row.Long(1), row.Enum<WorkspaceRole>(3), Scopes: Scopes.Read), ct)
            ?? throw new Refusal(Errors.NotFound);
        return await ContentAsync(await files.RequireAsync(maker, id, ct), isLinked: true, ct);
    }

    private async Task<FileContent> ContentAsync(FileRow file, bool isLinked, CancellationToken ct)
    {
        // Between the look and the opening its last message may have been deleted.
        var content = await store.OpenAsync(file.StoreKey, ct) ?? throw new Refusal(Errors.NotFound);
        return new(
            content, Types.FileType.Served(file.Shown.ContentType), file.Shown.Name, file.Shown.Sha256, Types.FileType.IsShown(file.Shown.ContentType), isLinked);
    }
}
