using Parley.Dialects;
using Parley.Dialects.Shared;

namespace Parley.Server.Web;

/// <summary>
/// The web app: its files, and its page at every address that nothing else has. Programs, which do not ask for HTML, are still told that
/// nothing is there.
/// </summary>
internal static class WebApp
{
    // Whoever asks here is a program, whatever it says it accepts.
    private static readonly string[] NeverPages = ["/api", "/ws", "/openapi", "/assets", "/health", "/metrics"];

    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static void AddWebApp(this WebApplicationBuilder builder)
    {
        // A build that is not published would otherwise pack its files anew at each request, and hardly at all.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Services.AddSingleton(PageHeaders.From(builder.Configuration)).AddSingleton<OurPage>();
        builder.AddWebOrigins();
    }

    /// <summary>After routing, which has not found anything.</summary>
    public static void UseWebApp(this WebApplication app)
    {
        var page = app.Services.GetRequiredService<OurPage>();
        string[] never = [.. NeverPages, .. app.Services.GetRequiredService<DialectSettings>().Enabled.Select(dialect => $"/{dialect.Name}")];
        app.Use(next => WebFiles.Before(next, app.Services));
        app.Use((http, next) => IsPage(http, never) ? page.For(http.Response).ExecuteAsync(http) : next(http));
    }

    private static bool IsPage(HttpContext http, string[] never)
    {
        var request = http.Request;
        if (http.GetEndpoint() is RouteEndpoint || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return false;

        return request.Path.Value is null or "" or "/" || (AsksForHtml(request) && !never.Any(path => request.Path.StartsWithSegments(path)));
    }

    // A browser that follows a link names it; "*/*" of a program, a script or a picture does not.
    private static bool AsksForHtml(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html" && type.Quality is not 0);
}
