using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Parley.Dialects.Shared;

/// <summary>
/// The page of the web app, the same at every address that is a page of it, and where an older system served one. Its scripts and styles
/// have absolute paths, so it works anywhere.
/// </summary>
internal sealed class OurPage(IWebHostEnvironment environment, PageHeaders headers)
{
    // Of a server that was built without Node.
    private const string NotBuilt = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Parley</title>
        </head>
        <body>
          <h1>Parley</h1>
          <p>The server runs. Its web app is not part of this build: it was made on a machine without Node.js, or with -p:BuildWeb=false.</p>
          <p>To add it, install Node.js 20.19 or newer and run <code>dotnet build</code> again. Programs find their way at <a href="/reference">/reference</a>.</p>
        </body>
        </html>
        """;

    private readonly Lazy<(byte[] Bytes, EntityTagHeaderValue Tag)> _page = new(() => Read(environment));

    /// <summary>Needs nobody to be signed in: the page has its own log-in.</summary>
    public static IResult Serve(HttpContext http, [FromServices] OurPage page) => page.For(http.Response);

    /// <summary>The page as an answer.</summary>
    public IResult For(HttpResponse answer)
    {
        headers.Set(answer);
        answer.Headers.CacheControl = "no-cache";
        answer.Headers.Vary = "Accept";   // programs get something else at the same address
        return TypedResults.Bytes(_page.Value.Bytes, "text/html; charset=utf-8", entityTag: _page.Value.Tag);
    }

    private static (byte[] Bytes, EntityTagHeaderValue Tag) Read(IWebHostEnvironment environment)
    {
        var bytes = Encoding.UTF8.GetBytes(NotBuilt);
        if (environment.WebRootFileProvider.GetFileInfo("index.html") is { Exists: true } file)
        {
            using var stream = file.CreateReadStream();
            bytes = new byte[file.Length];
            stream.ReadExactly(bytes);
        }

        return (bytes, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\""));
    }
}
