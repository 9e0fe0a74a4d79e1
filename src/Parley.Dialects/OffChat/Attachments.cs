using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Files;
using Parley.Files.Types;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>Files of messages: put on one's own message later, shown, taken off.</summary>
internal static class Attachments
{
    private const long MostBytes = 10 * 1024 * 1024;

    private static readonly string[] Taken =
    [
        "image/jpeg", "image/png", "image/gif", "image/webp", "audio/mpeg", "audio/wav", "audio/ogg", "video/mp4", "video/webm", "video/ogg",
        "application/pdf", "text/plain", "application/msword", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-powerpoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ];

    public static async Task<IResult> Upload(
        Viewer viewer, Fields body, UploadFileHandler uploads, AttachFileHandler attaches, DeleteFileHandler deletes, OffChatMessages shown, CancellationToken ct)
    {
        if (body.Files("file") is not [var received, ..])
            throw new Refusal(Errors.ValidationFailed, "No file provided");

        var message = body.IdOrNull<MessageId>("message_id") ?? throw new Refusal(Errors.ValidationFailed, "Message ID is required");
        if (received.Length > MostBytes)
            throw new Refusal(Errors.FileTooLarge, "File size cannot exceed 10MB");

        await attaches.RequireOwnAsync(viewer.Caller, message, ct);
        var kept = await uploads.KeepAsync(viewer.Caller, received with { May = Narrowed(received.May) }, ct);
        try
        {
            var now = await attaches.HandleAsync(viewer.Caller, message, [kept.Id], ct);
            return TypedResults.Json(
                shown.Attachment(viewer, now.Attachments.Single(file => file.Id == kept.Id), message, kept.CreatedAt), OffChatJson.Wire.AttachmentJson, statusCode: 201);
        }
        catch (Refusal)
        {
            await deletes.HandleAsync(viewer.Caller, kept.Id, CancellationToken.None);
            throw;
        }
    }

    public static async Task<IResult> One(FileId attachment, Viewer viewer, ReadableFiles files, OffChatMessages shown, CancellationToken ct)
    {
        var file = await files.RequireAsync(viewer.Caller, attachment, ct);
        return await files.MessagesAsync(viewer.Caller, file, ct) is [var message, ..]
            ? TypedResults.Json(shown.Attachment(viewer, file.Shown, message, file.CreatedAt), OffChatJson.Wire.AttachmentJson)
            : throw new Refusal(Errors.NotFound);   // uploaded, and on no message
    }

    public static async Task<IResult> Delete(FileId attachment, Caller caller, DeleteFileHandler handler, CancellationToken ct)
    {
        await handler.HandleAsync(caller, attachment, ct);
        return TypedResults.Json(new SaidJson("Attachment deleted successfully"), OffChatJson.Wire.SaidJson);
    }

    // What both the system and the workspace take.
    private static UploadRules Narrowed(UploadRules may)
    {
        var both = Taken.Where(type => may.Takes(new FileType(type, FileKind.Other))).ToList();
        return both.Count == 0 ? throw new Refusal(Errors.FileTypeRefused, "File type not allowed") : may with { AllowedTypes = both };
    }
}
