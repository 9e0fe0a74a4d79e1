using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Files.Tus;
using Parley.Protocol;

namespace Parley.Files;

/// <summary>The door of files. They are attached to messages by <c>attachment_ids</c> of a send.</summary>
public static class FileRoutes
{
    public static void MapFiles(this RouteGroupBuilder api)
    {
        var files = api.MapGroup("/files").WithTags("Files");
        files.MapPost("/", Upload).WithName("uploadFile").WithSummary("Uploads a file: multipart/form-data, field \"file\".")
            .WithMetadata(new AnyBodySize(), new TakesFileMetadata("multipart/form-data", "file"))
            .Refuses(
                Errors.ValidationFailed, Errors.UnsupportedMediaType, Errors.FileEmpty, Errors.FileTooLarge, Errors.FileTypeRefused,
                Errors.QuotaExceeded, Errors.TooLarge);
        files.MapGet("/", Own).WithName("listOwnFiles").WithSummary("One's own files, the newest first, and how much room there is.");
        files.MapGet("/{fileId}", Show).WithName("file").WithSummary("Shows what is known of a file.");
        files.MapDelete("/{fileId}", Delete).WithName("deleteFile")
            .WithSummary("Deletes a file: one's own everywhere, another's off the messages that one may delete.").Refuses(Errors.Forbidden);
        files.MapGet("/{fileId}/content", Content).WithName("fileContent").WithSummary("A file's bytes; takes Range and If-None-Match.");
        files.MapGet("/{fileId}/thumbnail", Thumbnail).WithName("fileThumbnail").WithSummary("A small picture of a file, at most 480 by 480.");
        files.MapPost("/{fileId}/link", Link).WithName("linkFile").WithSummary("An address that works without a credential for a while.");
        files.MapGet("/{fileId}/linked", Linked).AllowAnonymous().WithName("linkedFile").WithSummary("A file's bytes for whoever holds a link.");
        files.MapTus();

        api.MapGet("/conversations/{conversationId}/files", OfConversation).WithTags("Files").WithName("listConversationFiles")
            .WithSummary("A conversation's files, the newest first; kind is image, video, audio, document, archive or other.").Refuses(Errors.Forbidden);
        api.MapPut("/me/avatar", SetAvatar).WithTags("People").WithName("setAvatar").WithSummary("Makes an uploaded image one's picture.")
            .Refuses(Errors.FileInUse, Errors.FileTypeRefused);
    }

    private static async Task<Created<FileView>> Upload(HttpRequest request, Caller caller, UploadFileHandler handler, CancellationToken ct)
    {
        var file = await handler.HandleAsync(caller, request, ct);
        return TypedResults.Created($"/api/v1/files/{file.Id}", file);
    }

    private static async Task<Ok<OwnFiles>> Own(
        Caller caller, ListFilesHandler handler, CancellationToken ct, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await handler.OwnAsync(caller, cursor, limit, ct));

    private static async Task<Ok<FileView>> Show(FileId fileId, Caller caller, DownloadFileHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.ShowAsync(caller, fileId, ct));

    private static async Task<NoContent> Delete(FileId fileId, Caller caller, DeleteFileHandler handler, CancellationToken ct)
    {
        await handler.HandleAsync(caller, fileId, ct);
        return TypedResults.NoContent();
    }

    private static Task<FileContent> Content(FileId fileId, Caller caller, DownloadFileHandler handler, CancellationToken ct) =>
        handler.ContentAsync(caller, fileId, ct);

    private static Task<FileContent> Thumbnail(FileId fileId, Caller caller, DownloadFileHandler handler, CancellationToken ct) =>
        handler.ThumbnailAsync(caller, fileId, ct);

    private static async Task<Ok<FileLink>> Link(
        FileId fileId, MakeFileLink body, Caller caller, DownloadFileHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.LinkAsync(caller, fileId, body, ct));

    private static Task<FileContent> Linked(
        FileId fileId, DownloadFileHandler handler, CancellationToken ct, long by = 0, long expires = 0, string signature = "") =>
        handler.LinkedAsync(fileId, by, expires, signature, ct);

    private static async Task<Ok<Listing<FileView>>> OfConversation(
        ConversationId conversationId, Caller caller, ListFilesHandler handler, CancellationToken ct, Word<FileKind>? kind = null,
        string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await handler.OfConversationAsync(caller, conversationId, kind?.Value, cursor, limit, ct));

    private static async Task<Ok<FileView>> SetAvatar(SetAvatar body, Caller caller, SetAvatarHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.HandleAsync(caller, body, ct));
}
