using System.Text;

namespace Parley.Server;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: send it requests.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", (HttpContext http) => Say(http, 200, "live")).ExcludeFromDescription();
        app.MapGet("/health/ready", async (HttpContext http, Readiness readiness) =>
        {
            var why = await readiness.WhyNotAsync(http.RequestAborted);
            await Say(http, why is null ? 200 : 503, why ?? "ready");
        }).ExcludeFromDescription();
    }

    private static Task Say(HttpContext http, int status, string word)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(word), http.RequestAborted).AsTask();
    }
}
