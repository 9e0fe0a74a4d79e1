namespace Parley.Server;

/// <summary>The small page at <c>/</c>, from files beside the assembly.</summary>
internal static class FirstPage
{
    // Nothing but this server's own files; sockets of the page's own address.
    private const string Policy =
        "default-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    public static void UseFirstPage(this WebApplication app)
    {
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = context =>
            {
                context.Context.Response.Headers.ContentSecurityPolicy = Policy;
                context.Context.Response.Headers.XContentTypeOptions = "nosniff";
                context.Context.Response.Headers["Referrer-Policy"] = "no-referrer";
                context.Context.Response.Headers.CacheControl = "no-cache";
            },
        });
    }
}
