using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Parley.Files;

/// <summary>
/// A file's bytes as an answer: ranges and conditions by the framework, and the headers that keep a file from being anything but a file in
/// somebody's browser.
/// </summary>
internal sealed class FileContent(Stream content, string type, string name, string tag, bool isShown, bool isLinked) : IResult, IEndpointMetadataProvider
{
    // Nothing is loaded, nothing is run, and it has no origin: also a file that is opened by itself can do nothing.
    private const string Policy = "default-src 'none'; sandbox";

    private bool _isNameQuoted;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(void), ["application/octet-stream"]));

    /// <summary>The same, for saving whatever it is, with its name in quotes as older clients look for it.</summary>
    public FileContent ForSaving() => new(content, type, name, tag, isShown: false, isLinked) { _isNameQuoted = true };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        var disposition = new ContentDispositionHeaderValue(isShown ? "inline" : "attachment");
        disposition.SetHttpFileName(FileNames.ForSaving(name));
        if (_isNameQuoted)
            disposition.FileName = $"\"{HeaderUtilities.RemoveQuotes(disposition.FileName)}\"";

        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = isLinked ? "cross-origin" : "same-origin";
        headers["Referrer-Policy"] = "no-referrer";

        // It never changes, but the right to see it may end: a browser asks each time, and is told "as before" for a few bytes.
        headers.CacheControl = "private, no-cache";
        headers.Vary = "Authorization, Cookie";
        return TypedResults.Stream(content, type, entityTag: new EntityTagHeaderValue($"\"{tag}\""), enableRangeProcessing: true).ExecuteAsync(httpContext);
    }
}
