using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Files.Tus;

/// <summary>The door of resumable uploads: tus 1.0.0 with creation, creation with upload, termination, expiration and checksums.</summary>
public static class TusRoutes
{
    private const string Place = "/api/v1/files/tus/";

    internal static void MapTus(this RouteGroupBuilder files)
    {
        var tus = files.MapGroup("/tus").WithTags("Resumable uploads").AddEndpointFilter(SpeakAsync).WithMetadata(new AnyBodySize());
        tus.MapMethods("/", ["OPTIONS"], What).AllowAnonymous().WithName("tusOptions").WithSummary("What of tus is spoken here.").Refuses(Errors.TusVersion);
        tus.MapPost("/", Begin).WithName("beginUpload").WithSummary("Begins an upload of Upload-Length bytes, which become the file of the same id.")
            .Refuses(Errors.TusVersion, Errors.ValidationFailed, Errors.FileEmpty, Errors.FileTooLarge, Errors.QuotaExceeded, Errors.FileTypeRefused);
        tus.MapMethods("/{uploadId}", ["HEAD"], State).WithName("uploadState").WithSummary("How many bytes of an upload are here.")
            .Refuses(Errors.TusVersion, Errors.UploadExpired);
        tus.MapPatch("/{uploadId}", Append).WithName("continueUpload").WithSummary("Sends an upload's next bytes; the last one makes it a file.")
            .Refuses(
                Errors.TusVersion, Errors.OffsetConflict, Errors.UploadExpired, Errors.UploadLocked, Errors.ChecksumMismatch, Errors.FileTooLarge,
                Errors.FileTypeRefused, Errors.UnsupportedMediaType, Errors.ValidationFailed);
        tus.MapDelete("/{uploadId}", End).WithName("endUpload").WithSummary("Ends an upload and gives its room back.")
            .Refuses(Errors.TusVersion, Errors.UploadExpired, Errors.UploadLocked);
    }

    private static ValueTask<object?> SpeakAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.OnStarting(() =>
        {
            http.Response.Headers["Tus-Resumable"] = TusHeaders.Version;   // also on refusals
            if (http.Response.StatusCode == Errors.TusVersion.Status)
                http.Response.Headers["Tus-Version"] = TusHeaders.Version;
            return Task.CompletedTask;
        });
        return HttpMethods.IsOptions(http.Request.Method) || http.Request.Headers["Tus-Resumable"] == TusHeaders.Version
            ? next(context)
            : throw new Refusal(Errors.TusVersion);
    }

    private static NoContent What(HttpContext http, FilesSettings settings)
    {
        var headers = http.Response.Headers;
        headers["Tus-Version"] = TusHeaders.Version;
        headers["Tus-Extension"] = TusHeaders.Extensions;
        headers["Tus-Checksum-Algorithm"] = TusHeaders.Algorithms;
        headers["Tus-Max-Size"] = settings.MaxBytes.ToString(CultureInfo.InvariantCulture);
        return TypedResults.NoContent();
    }

    private static async Task<Created> Begin(Caller caller, HttpContext http, ResumableUploadHandler handler, CancellationToken ct)
    {
        var request = http.Request;
        if (TusHeaders.Number(request, "Upload-Length") is not { } length)
            throw new Refusal(Errors.ValidationFailed, "Upload-Length is missing; a length that comes later is not taken.");

        var upload = await handler.BeginAsync(caller, length, TusHeaders.Metadata(request), ct);
        Say(http, upload);
        http.Response.Headers.Location = Place + upload.Id;
        if (IsPart(request))
        {
            var (_, offset) = await handler.AppendAsync(caller, upload.Id, 0, TusHeaders.ChecksumOf(request), request.Body, ct);
            http.Response.Headers["Upload-Offset"] = Number(offset);
        }

        return TypedResults.Created(Place + upload.Id);
    }

    private static async Task<Ok> State(FileId uploadId, Caller caller, HttpContext http, ResumableUploadHandler handler, CancellationToken ct)
    {
        var (upload, offset) = await handler.StateAsync(caller, uploadId, ct);
        Say(http, upload);
        http.Response.Headers["Upload-Offset"] = Number(offset);
        http.Response.Headers["Upload-Length"] = Number(upload.Length);
        if (upload.Metadata is { } metadata)
            http.Response.Headers["Upload-Metadata"] = metadata;
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok();
    }

    private static async Task<NoContent> Append(FileId uploadId, Caller caller, HttpContext http, ResumableUploadHandler handler, CancellationToken ct)
    {
        var request = http.Request;
        if (!IsPart(request))
            throw new Refusal(Errors.UnsupportedMediaType, $"A part is {TusHeaders.PartType}.");
        if (TusHeaders.Number(request, "Upload-Offset") is not { } offset)
            throw new Refusal(Errors.ValidationFailed, "Upload-Offset is missing.");

        var (upload, now) = await handler.AppendAsync(caller, uploadId, offset, TusHeaders.ChecksumOf(request), request.Body, ct);
        Say(http, upload);
        http.Response.Headers["Upload-Offset"] = Number(now);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> End(FileId uploadId, Caller caller, ResumableUploadHandler handler, CancellationToken ct)
    {
        await handler.EndAsync(caller, uploadId, ct);
        return TypedResults.NoContent();
    }

    private static bool IsPart(HttpRequest request) =>
        request.ContentType is { } type && type.Split(';')[0].Trim().Equals(TusHeaders.PartType, StringComparison.OrdinalIgnoreCase);

    private static void Say(HttpContext http, Resumable upload) =>
        http.Response.Headers["Upload-Expires"] = upload.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
