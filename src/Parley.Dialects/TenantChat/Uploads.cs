using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Files;
using Parley.Files.Types;
using Parley.Protocol;

namespace Parley.Dialects.TenantChat;

/// <summary>Taking a file that a message will name, and giving it out by the address that was told then.</summary>
internal static class Uploads
{
    private const long MostBytes = 10 * 1024 * 1024;

    private static readonly HashSet<string> Taken =
    [
        "image/jpeg", "image/png", "image/gif", "application/pdf", "text/plain", "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ];

    public static async Task<IResult> Upload(
        Caller caller, Fields body, Doorway doorway, UploadFileHandler handler, FileAddresses addresses, CancellationToken ct)
    {
        if (body.Files("file") is not [var received, ..])
            throw new Refusal(Errors.ValidationFailed, "No file provided");
        if (received.Length > MostBytes)
            throw new Refusal(Errors.FileTooLarge, "File size exceeds 10MB limit");
        if (received.Length > 0 && !Taken.Contains(TypeOf(received)))
            throw new Refusal(Errors.FileTypeRefused, "File type not allowed");

        var file = await handler.KeepAsync(caller, received, ct);
        return TypedResults.Json(
            new UploadJson(addresses.Of(caller, doorway, file.Id, file.Name), file.Name, file.Size, file.ContentType), TenantChatJson.Wire.UploadJson);
    }

    /// <summary>The bytes for whoever holds the address; nobody sees by it what the one it was made for may no longer see.</summary>
    public static Task<FileContent> Content(
        string tenant, FileId file, string name, DownloadFileHandler handler, CancellationToken ct, long by = 0, long expires = 0, string signature = "") =>
        handler.LinkedAsync(file, by, expires, signature, ct);

    private static string TypeOf(ReceivedFile received)
    {
        using var content = File.OpenRead(received.Upload.Path);
        return FileTypes.Of(content, received.Name).MediaType;
    }
}
