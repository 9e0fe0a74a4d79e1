using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Parley.Access;
using Parley.Protocol;
using Parley.Telemetry;
using Parley.Workspaces;

namespace Parley.Server.Telemetry;

/// <summary><c>GET /metrics</c> for Prometheus and whatever reads its format. See docs/operations.md.</summary>
internal static class MetricsRoute
{
    private const string Text = "text/plain; version=0.0.4; charset=utf-8";
    private const string OpenMetrics = "application/openmetrics-text";

    // What proxies add: behind one, "from this machine" says nothing about who asks.
    private static readonly string[] OfProxies = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via"];

    public static void MapMetrics(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<MetricsSettings>();
        if (settings.Access != MetricsAccess.Off)
            app.Services.GetRequiredService<Collector>();   // collects from the start, not from the first question

        app.MapGet("/metrics", async (HttpContext http, IServiceProvider services) =>
        {
            await RequireReaderAsync(http, settings, services);
            var openMetrics = AsksForOpenMetrics(http);
            var text = PrometheusText.Write(services.GetRequiredService<Collector>().Read(), openMetrics);
            http.Response.ContentType = openMetrics ? $"{OpenMetrics}; version=1.0.0; charset=utf-8" : Text;
            http.Response.Headers.CacheControl = "no-store";
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), http.RequestAborted);
        }).ExcludeFromDescription();
    }

    private static bool AsksForOpenMetrics(HttpContext http) =>
        MediaTypeHeaderValue.TryParseList(http.Request.Headers.Accept, out var accepted)
        && accepted.Any(one => one.MediaType.Equals(OpenMetrics, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);

    /// <exception cref="Refusal"><c>not_found</c> when it is off, <c>not_signed_in</c> or <c>forbidden</c> for whoever may not read it.</exception>
    private static async Task RequireReaderAsync(HttpContext http, MetricsSettings settings, IServiceProvider services)
    {
        if (settings.Access == MetricsAccess.Off)
            throw new Refusal(Errors.NotFound);
        if (settings.Access == MetricsAccess.Open || (settings.Access == MetricsAccess.Local && IsLocal(http)) || HasToken(http, settings))
            return;

        var caller = await services.GetRequiredService<Authentication>().AuthenticateAsync(http, http.RequestAborted)
            ?? throw new Refusal(Errors.NotSignedIn, "Metrics are for this machine, for Parley:Metrics:Token and for administrators.");
        var main = await services.GetRequiredService<WorkspaceDirectory>().FindAsync(FirstWorkspace.Slug, http.RequestAborted);
        if (!caller.IsWorkspaceAdmin || caller.WorkspaceN != main?.N)
            throw new Refusal(Errors.Forbidden);
    }

    // The name too: a page whose own name leads to 127.0.0.1 must not read it from a browser on this machine.
    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        && !OfProxies.Any(http.Request.Headers.ContainsKey)
        && (http.Request.Host.Host == "localhost" || (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));

    private static bool HasToken(HttpContext http, MetricsSettings settings) =>
        settings.Token is { } token && http.Request.Headers.Authorization.ToString() is var given
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes($"Bearer {token}"));
}
