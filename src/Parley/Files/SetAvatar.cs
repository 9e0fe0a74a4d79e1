using Parley.Access;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Files;

/// <summary>Makes an uploaded image one's picture, which everybody in the workspace may see; the one before it goes.</summary>
internal sealed class SetAvatarHandler(Database database, FileEnds ends, UserNews news)
{
    public async Task<FileView> HandleAsync(Caller caller, SetAvatar command, CancellationToken ct)
    {
        var file = await FileRow.FindAsync(database, command.FileId, caller.WorkspaceN, ct);
        if (file is null || file.UploaderN != caller.UserN)
            throw new Refusal(Errors.NotFound);
        if (file.Shown.Kind != FileKind.Image || !Types.FileType.IsShown(file.Shown.ContentType))
            throw new Refusal(Errors.FileTypeRefused, "A picture is an image that browsers show.");

        await database.WriteAsync(async transaction =>
        {
            if (await transaction.WriteAsync($"update files set used = {FileUse.Avatar} where n = {file.N} and used = 0 and deleted_at is null") == 0)
                throw new Refusal(Errors.FileInUse);

            var before = await transaction.QueryAsync(
                $"select n from files where uploader_n = {caller.UserN} and used = {FileUse.Avatar} and n <> {file.N} and deleted_at is null", row => row.Long(0));
            foreach (var n in before)
                await ends.EndUnlessCarriedAsync(transaction, n);

            await transaction.WriteAsync($"update users set avatar_url = {$"/api/v1/files/{command.FileId}/thumbnail"} where n = {caller.UserN}");
            await news.TellAsync(transaction, caller.UserN);
        }, ct);
        return file.View(caller.UserId);
    }
}
