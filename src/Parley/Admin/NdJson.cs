using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Parley.Admin;

/// <summary>An answer of one JSON object a line that is never whole in memory: the next piece is read when the one before it is sent.</summary>
public sealed class NdJson<T>(Func<long, ValueTask<List<T>>> readAfter, Func<T, long> position, JsonTypeInfo<T> json, string fileName)
    : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        // Lines of JSON have no schema that OpenAPI could show.
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, ct) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = "application/x-ndjson; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.Headers.CacheControl = "no-store";
        for (var after = 0L; await readAfter(after) is { Count: > 0 } piece; after = position(piece[^1]))
        {
            foreach (var item in piece)
            {
                await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(item, json), ct);
                await response.Body.WriteAsync("\n"u8.ToArray(), ct);
            }

            await response.Body.FlushAsync(ct);
        }
    }
}
