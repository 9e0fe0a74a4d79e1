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

    /// <summary>The name that Django gave it, and the cookie whose value its clients send back in a header.</summary>
    public const string DjangoName = "sessionid";

    public const string CsrfName = "csrftoken";

    private const string CsrfHeader = "X-CSRFToken";

    /// <summary>The cookie's value. A dialect's routes also take the one with Django's name.</summary>
    public static string? Of(HttpContext http) =>
        Value(http, Name) ?? (http.GetEndpoint()?.Metadata.GetMetadata<TakesDjangoCookie>() is not null ? Value(http, DjangoName) : null);

    private static string? Value(HttpContext http, string name) => http.Request.Cookies[name] is { Length: > 0 and <= 100 } value ? value : null;

    public static bool IsOnlyCredential(HttpContext http) => http.Request.Headers.Authorization.Count == 0 && Of(http) is not null;

    public static bool IsSafe(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method);

    public static void Set(HttpContext http, string value) => http.Response.Cookies.Append(Name, value, Options(http, LogIns.NewSession.Lifetime));

    public static void Clear(HttpContext http)
    {
        if (http.Request.Cookies.ContainsKey(Name))
            http.Response.Cookies.Delete(Name, Options(http, null));
    }

    /// <summary>Sets the session under Django's name, and the token that its pages send back.</summary>
    public static void SetDjango(HttpContext http, string value)
    {
        http.Response.Cookies.Append(DjangoName, value, Options(http, LogIns.NewSession.Lifetime));
        var csrf = http.Request.Cookies[CsrfName] is { Length: > 15 and <= 100 } held ? held : Secret.New();
        var readable = Options(http, LogIns.NewSession.Lifetime);
        readable.HttpOnly = false;
        http.Response.Cookies.Append(CsrfName, csrf, readable);
    }

    public static void ClearDjango(HttpContext http) => http.Response.Cookies.Delete(DjangoName, Options(http, null));

    /// <summary>
    /// What a dialect's route asks of a cookie: from a page of another site, unless the operator named it, the cookie counts for nothing;
    /// an unsafe verb needs no more where no page can be behind it (neither Origin nor Referer), as with curl; a CSRF token that is sent must
    /// be the cookie's.
    /// </summary>
    /// <exception cref="Refusal"><c>origin_refused</c>.</exception>
    private static void RequireDjangoRules(HttpContext http, TakesDjangoCookie rules)
    {
        var headers = http.Request.Headers;
        if ((headers.Origin.Count > 0 || headers.Referer.Count > 0) && !(headers.Origin.Count == 1 && rules.Origins.Contains(headers.Origin[0]!)))
            RequireOwnOrigin(http);
        if (!IsSafe(http) && headers.TryGetValue(CsrfHeader, out var sent) && sent.ToString() != http.Request.Cookies[CsrfName])
            throw new Refusal(Errors.OriginRefused, "CSRF Failed: the header X-CSRFToken is not the cookie csrftoken.");
    }

    /// <summary>Unsafe verbs by a cookie come from our own pages; in a dialect by its own rules, which look at safe ones too.</summary>
    /// <exception cref="Refusal"><c>origin_refused</c>.</exception>
    public static void RequireGoodOrigin(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<TakesDjangoCookie>() is { } rules)
            RequireDjangoRules(http, rules);
        else if (!IsSafe(http) || IsFromNamedSite(http))
            RequireOwnOrigin(http);
    }

    private static bool IsFromNamedSite(HttpContext http) =>
        http.Request.Headers.Origin is [{ } origin] && http.GetEndpoint()?.Metadata.GetMetadata<NoCookieFrom>()?.Origins.Contains(origin) is true;

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

/// <summary>
/// Said of a dialect's routes: they take the session cookie under Django's name, and by Django's rules. <paramref name="Origins"/> are other
/// sites whose pages may use it.
/// </summary>
public sealed record TakesDjangoCookie(IReadOnlySet<string> Origins);

/// <summary>Said of our routes: other sites whose pages call them with a token. From there the cookie counts for nothing, whatever the verb.</summary>
public sealed record NoCookieFrom(IReadOnlySet<string> Origins);
