using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Parley.Dialects.Shared;

/// <summary>The server's own page, for addresses at which an older system served one. Its scripts and styles have absolute paths, so it works anywhere.</summary>
internal static class OurPage
{
    // Nothing but this server's own files; sockets of the page's own address.
    private const string Policy =
        "default-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /// <summary>What its answers say beside the bytes, at whatever address.</summary>
    public static void SetHeaders(HttpResponse answer)
    {
        answer.Headers.ContentSecurityPolicy = Policy;
        answer.Headers.XContentTypeOptions = "nosniff";
        answer.Headers["Referrer-Policy"] = "no-referrer";
        answer.Headers.CacheControl = "no-cache";
    }

    /// <summary>Needs nobody to be signed in: the page has its own log-in.</summary>
    public static IResult Serve(HttpContext http, IWebHostEnvironment environment)
    {
        SetHeaders(http.Response);
        http.Response.Headers.Vary = "Accept";
        return TypedResults.Stream(environment.WebRootFileProvider.GetFileInfo("index.html").CreateReadStream(), "text/html; charset=utf-8");
    }
}
