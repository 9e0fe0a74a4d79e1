using Microsoft.AspNetCore.Http;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>
/// The session as a cookie, for pages of this server. A browser sends it along whoever made the request, so unsafe verbs must say by
/// their Origin that one of our own pages did.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "parley_session";

    public static string? Of(HttpContext http) => http.Request.Cookies[Name] is { Length: > 0 and <= 100 } value ? value : null;

    public static bool IsOnlyCredential(HttpContext http) => http.Request.Headers.Authorization.Count == 0 && Of(http) is not null;

    public static bool IsSafe(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method);

    public static void Set(HttpContext http, string value) => http.Response.Cookies.Append(Name, value, Options(http, LogIns.NewSession.Lifetime));

    public static void Clear(HttpContext http)
    {
        if (http.Request.Cookies.ContainsKey(Name))
            http.Response.Cookies.Delete(Name, Options(http, null));
    }

    /// <exception cref="Refusal"><c>origin_refused</c>.</exception>
    public static void RequireOwnOrigin(HttpContext http)
    {
        var headers = http.Request.Headers;
        var said = headers.Origin.Count > 0 ? headers.Origin : headers.Referer;
        var isOwn = said.Count == 1
            && Uri.TryCreate(said[0], UriKind.Absolute, out var origin)
            && (origin.Scheme == Uri.UriSchemeHttps || (origin.Scheme == Uri.UriSchemeHttp && !http.Request.IsHttps))
            && origin.Authority.Equals(http.Request.Host.Value, StringComparison.OrdinalIgnoreCase);
        if (!isOwn)
            throw new Refusal(Errors.OriginRefused);
    }

    private static CookieOptions Options(HttpContext http, TimeSpan? age) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", MaxAge = age, IsEssential = true,
    };
}
