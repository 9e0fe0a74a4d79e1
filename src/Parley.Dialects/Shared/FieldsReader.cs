using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Parley.Access;
using Parley.Files;
using Parley.Protocol;

namespace Parley.Dialects.Shared;

/// <summary>Reads a body into <see cref="Fields"/>. Text is bounded; files go to disk as they come, within the sender's own limits.</summary>
internal static class FieldsReader
{
    private const int TextBytes = 1024 * 1024;
    private const int FormFields = 200;
    private const int BoundaryCharacters = 200;

    public static async ValueTask<Fields> ReadAsync(HttpContext http, CancellationToken ct)
    {
        var request = http.Request;
        if (request.ContentLength == 0 || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return await WithoutTypeAsync(request, ct);

        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            "multipart/form-data" => await MultipartAsync(http, type, ct),
            "application/x-www-form-urlencoded" => Form(Encoding.UTF8.GetString(await BytesAsync(request, ct))),
            "application/json" or "application/merge-patch+json" => Json(await BytesAsync(request, ct)),
            var other when other?.EndsWith("+json", StringComparison.Ordinal) is true => Json(await BytesAsync(request, ct)),
            var other => throw new Refusal(Errors.UnsupportedMediaType, $"Unsupported media type \"{other}\" in request."),
        };
    }

    // A body that does not say what it is may be nothing or JSON.
    private static async ValueTask<Fields> WithoutTypeAsync(HttpRequest request, CancellationToken ct)
    {
        var bytes = await BytesAsync(request, ct);
        return bytes.Length == 0 ? new(default(JsonElement)) : Json(bytes);
    }

    private static Fields Json(byte[] bytes)
    {
        if (bytes.Length == 0)
            return new(default(JsonElement));

        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Limits.JsonDepth });
            var json = JsonElement.ParseValue(ref reader);
            return json.ValueKind switch
            {
                JsonValueKind.Object => new(json),
                JsonValueKind.Null => new(default(JsonElement)),
                _ => throw new Refusal(Errors.InvalidJson, "Invalid data. Expected a dictionary."),
            };
        }
        catch (JsonException)
        {
            throw new Refusal(Errors.InvalidJson, "JSON parse error.");
        }
        catch (InvalidOperationException)
        {
            throw new Refusal(Errors.InvalidText);
        }
    }

    private static Fields Form(string text) => new(QueryHelpers.ParseQuery(text).Take(FormFields)
        .ToDictionary(pair => pair.Key, pair => pair.Value.Select(value => Checked(value ?? "")).ToList()));

    private static async ValueTask<Fields> MultipartAsync(HttpContext http, MediaTypeHeaderValue type, CancellationToken ct)
    {
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= BoundaryCharacters } boundary)
            throw new Refusal(Errors.BadRequest, "Multipart form parse error - Invalid boundary.");

        var (texts, files, room) = (new Dictionary<string, List<string>>(), new Dictionary<string, List<ReceivedFile>>(), TextBytes);
        var reader = new MultipartReader(boundary, http.Request.Body) { HeadersLengthLimit = 16 * 1024, HeadersCountLimit = 16, BodyLengthLimit = null };
        try
        {
            for (var i = 0; await reader.ReadNextSectionAsync(ct) is { } section; i++)
            {
                if (i == FormFields)
                    throw new Refusal(Errors.BadRequest, "The form has too many fields.");
                if (section.GetContentDispositionHeader() is not { } field || HeaderUtilities.RemoveQuotes(field.Name).Value is not { Length: > 0 } name)
                    continue;

                if (field.FileName.HasValue || field.FileNameStar.HasValue)
                {
                    if (files.Values.Sum(list => list.Count) == Limits.AttachmentsPerMessage)
                        throw new Refusal(Errors.ValidationFailed, $"A message carries at most {Limits.AttachmentsPerMessage} files.");

                    ListOf(files, name).Add(await ReceiveAsync(http, section.Body, MultipartFile.NameOf(field), ct));
                }
                else
                {
                    var bytes = await BytesAsync(section.Body, room, ct);
                    room -= bytes.Length;
                    ListOf(texts, name).Add(Checked(Encoding.UTF8.GetString(bytes)));
                }
            }

            return new(texts, files);
        }
        catch (Exception exception)
        {
            foreach (var file in files.Values.SelectMany(list => list))
                file.Dispose();
            if (exception is InvalidDataException || (exception is IOException && exception.Message.StartsWith("Unexpected end of Stream", StringComparison.Ordinal)))
                throw new Refusal(Errors.BadRequest, "The form is broken, or ends too early.");

            throw;
        }
    }

    // Whoever uploads has signed in: who that is decides how large a file may be.
    private static async Task<ReceivedFile> ReceiveAsync(HttpContext http, Stream body, string? name, CancellationToken ct)
    {
        var caller = (await Caller.BindAsync(http))!;
        return await http.RequestServices.GetRequiredService<UploadFileHandler>().ReceiveAsync(caller, body, FileNames.Clean(name), ct);
    }

    private static Task<byte[]> BytesAsync(HttpRequest request, CancellationToken ct) => BytesAsync(request.Body, TextBytes, ct);

    private static async Task<byte[]> BytesAsync(Stream body, int limit, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[4096];
        for (int read; (read = await body.ReadAsync(buffer, ct)) > 0;)
        {
            if (bytes.Length + read > limit)
                throw new Refusal(Errors.TooLarge);

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string name) =>
        lists.TryGetValue(name, out var list) ? list : lists[name] = [];

    private static string Checked(string text) => Validation.IsUnicode(text) ? text : throw new Refusal(Errors.InvalidText);
}
