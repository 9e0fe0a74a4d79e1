using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.Tests.LinkPreviews;

/// <summary>Somebody's web site on a port of this machine, which counts who comes.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _pages = new();
    private readonly ConcurrentDictionary<string, int> _visits = new();

    private Site(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<Site> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = new Site(builder.Build());
        site._app.Run(http =>
        {
            site._visits.AddOrUpdate(http.Request.Path, 1, (_, count) => count + 1);
            http.Response.StatusCode = 404;
            return site._pages.TryGetValue(http.Request.Path, out var page) ? page(http) : Task.CompletedTask;
        });
        await site._app.StartAsync();
        return site;
    }

    public string Url(string path) => new Uri(Address, path).AbsoluteUri;

    public int Visits(string path) => _visits.GetValueOrDefault(path);

    public string Html(string path, string html, string type = "text/html; charset=utf-8") => Bytes(path, Encoding.UTF8.GetBytes(html), type);

    public string Bytes(string path, byte[] bytes, string type) => Says(path, http =>
    {
        http.Response.StatusCode = 200;
        http.Response.ContentType = type;
        return http.Response.Body.WriteAsync(bytes).AsTask();
    });

    public string Redirects(string path, string to) => Says(path, http =>
    {
        http.Response.Redirect(to);
        return Task.CompletedTask;
    });

    public string Says(string path, Func<HttpContext, Task> answer)
    {
        _pages[path] = answer;
        return Url(path);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
