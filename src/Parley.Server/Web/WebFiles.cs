using Parley.Dialects.Shared;

namespace Parley.Server.Web;

/// <summary>
/// What the files of the web app say beside their bytes. Those whose name bears a hash never change and are kept for ever; the embeddable chat
/// and what it loads may be used by pages of other sites.
/// </summary>
internal static class WebFiles
{
    private const string Kept = "public, max-age=31536000, immutable";
    private const string Endpoints = "Parley.Server.staticwebassets.endpoints.json";

    /// <summary>
    /// Hundreds of files are three endpoints each, which would cost the start some 50 ms: they are mapped when the first of them is asked for.
    /// </summary>
    public static RequestDelegate Before(RequestDelegate next, IServiceProvider services)
    {
        var files = new Lazy<RequestDelegate>(() => Map(next, services));
        return http => LooksLikeOne(http) ? files.Value(http) : next(http);
    }

    private static RequestDelegate Map(RequestDelegate next, IServiceProvider services)
    {
        var headers = services.GetRequiredService<PageHeaders>();
        var branch = new ApplicationBuilder(services);
        branch.UseRouting();
        branch.UseEndpoints(endpoints =>
            endpoints.MapStaticAssets(Path.Combine(AppContext.BaseDirectory, Endpoints)).Add(endpoint => SetHeaders(endpoint, headers)));
        branch.Run(next);
        return branch.Build();
    }

    private static bool LooksLikeOne(HttpContext http) =>
        http.GetEndpoint() is null && http.Request.Path.Value is { } path && path.IndexOf('.', path.LastIndexOf('/') + 1) > 0
        && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));

    private static void SetHeaders(EndpointBuilder endpoint, PageHeaders headers)
    {
        if (endpoint is not RouteEndpointBuilder { RoutePattern.RawText: { } route, RequestDelegate: { } send })
            return;

        var isHashed = route.TrimStart('/').StartsWith("assets/", StringComparison.Ordinal);
        var isForAll = isHashed || route.TrimStart('/') is "parley-chat.js";
        endpoint.RequestDelegate = http =>
        {
            headers.Set(http.Response);
            if (isForAll)
            {
                // Parts of a module are fetched by the rules of CORS.
                http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
                http.Response.Headers.AccessControlAllowOrigin = "*";
            }

            // Said last: the file's own endpoint says something here too.
            http.Response.OnStarting(() =>
            {
                if (http.Response.StatusCode is 200 or 206 or 304)
                    http.Response.Headers.CacheControl = isHashed ? Kept : "no-cache";
                return Task.CompletedTask;
            });
            return send(http);
        };
    }
}
