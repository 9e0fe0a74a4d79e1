namespace Parley.Server.Reference;

/// <summary>
/// The interactive reference at <c>/reference</c>, from files of ours only. Its bundle is fetched by npm at build time
/// (Reference.targets); a build without Node has none and shows the way to the document instead.
/// </summary>
internal static class ReferencePage
{
    /// <summary>Scripts and calls of this server only. The bundle makes its style elements at run time, so styles may be inline.</summary>
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'";

    private const string Interactive = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Parley API reference</title>
        </head>
        <body>
          <div id="reference"></div>
          <noscript>This page needs JavaScript; the document itself is <a href="/openapi/v1.json">/openapi/v1.json</a>.</noscript>
          <script src="/reference/scalar.js"></script>
          <script src="/reference/start.js"></script>
        </body>
        </html>
        """;

    private const string Plain = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Parley API reference</title>
        </head>
        <body>
          <h1>Parley API</h1>
          <p>The API is described by <a href="/openapi/v1.json">/openapi/v1.json</a>.</p>
          <p>The interactive reference is not part of this build: it was made on a machine without Node.js.</p>
        </body>
        </html>
        """;

    public static void MapParleyReference(this WebApplication app)
    {
        var page = app.Environment.WebRootFileProvider.GetFileInfo("reference/scalar.js").Exists ? Interactive : Plain;

        app.MapGet("/reference", (HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = Policy;
            return TypedResults.Content(page, "text/html; charset=utf-8");
        }).AllowAnonymous().ExcludeFromDescription();
    }
}
