using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Files;

/// <summary>Finds the field <c>file</c> in a form while it comes in; nothing of the form is kept in memory or on disk.</summary>
internal static class MultipartFile
{
    private const int OtherFields = 16;
    private const int BoundaryCharacters = 200;

    /// <summary>The form's overhead that a length in a header may claim beside the file.</summary>
    public const long FormBytes = 64 * 1024;

    /// <summary>The file's bytes as they come, and the name that was given.</summary>
    /// <exception cref="Refusal"><c>unsupported_media_type</c>, or <c>validation_failed</c> where the form has no such field.</exception>
    public static async Task<(Stream Content, string Name)> FindAsync(HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= BoundaryCharacters } boundary)
            throw new Refusal(Errors.UnsupportedMediaType, "A file is sent as multipart/form-data in the field \"file\".");

        var form = new MultipartReader(boundary, request.Body) { HeadersLengthLimit = 16 * 1024, HeadersCountLimit = 16, BodyLengthLimit = null };
        try
        {
            for (var i = 0; i < OtherFields && await form.ReadNextSectionAsync(ct) is { } section; i++)
            {
                var field = section.GetContentDispositionHeader();
                if (field is not null && HeaderUtilities.RemoveQuotes(field.Name) == "file")
                    return (section.Body, FileNames.Clean(NameOf(field)));

                await SkipAsync(section.Body, ct);
            }
        }
        catch (InvalidDataException)
        {
            throw new Refusal(Errors.BadRequest, "The form is broken.");
        }
        catch (IOException exception) when (exception.Message.StartsWith("Unexpected end of Stream", StringComparison.Ordinal))
        {
            throw new Refusal(Errors.BadRequest, "The form ends too early.");
        }

        throw new Refusal(Errors.ValidationFailed, "The form has no field \"file\".");
    }

    /// <summary>A file's name as it was given in its part of the form.</summary>
    internal static string? NameOf(ContentDispositionHeaderValue field) => field.FileNameStar.HasValue
        ? field.FileNameStar.Value
        : HeaderUtilities.RemoveQuotes(field.FileName).Value?.Replace("%22", "\"", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal);   // as browsers, and as curl write a quote

    private static async Task SkipAsync(Stream body, CancellationToken ct)
    {
        var buffer = new byte[4096];
        var skipped = 0L;
        for (int read; (read = await body.ReadAsync(buffer, ct)) > 0;)
        {
            skipped += read;
            if (skipped > FormBytes)
                throw new Refusal(Errors.TooLarge, "Only the field \"file\" may be large.");
        }
    }
}
