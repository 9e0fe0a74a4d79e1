using Parley.Access;

namespace Parley.Server.Web;

/// <summary>
/// Other sites whose pages may call the API and hold a socket (<c>Parley:Web:Origins</c>, none by default): with a token, never with the
/// cookie. A socket needs no more than the token.
/// </summary>
internal static class WebOrigins
{
    private const string Key = "Parley:Web:Origins";
    private const string Policy = "web";

    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);   // the longest that Chromium remembers

    private static readonly string[] Asked =
    [
        "Authorization", "Content-Type", "If-None-Match", "Range", "Tus-Resumable", "Upload-Length", "Upload-Offset", "Upload-Metadata",
        "Upload-Checksum",
    ];

    private static readonly string[] Answered =
    [
        "Location", "Retry-After", "ETag", "Content-Disposition", "Parley-Error", "RateLimit", "RateLimit-Policy", "Tus-Resumable", "Tus-Version",
        "Tus-Extension", "Tus-Max-Size", "Tus-Checksum-Algorithm", "Upload-Offset", "Upload-Length", "Upload-Metadata", "Upload-Expires",
    ];

    /// <exception cref="SettingException">One of them is no origin.</exception>
    public static void AddWebOrigins(this WebApplicationBuilder builder)
    {
        var origins = SettingWords.Of(builder.Configuration, Key) ?? [];
        foreach (var origin in origins)
        {
            if (!WebOrigin.IsOne(origin))
                throw new SettingException(Key, $"must name origins such as https://www.example.com, not \"{origin}\".");
        }

        builder.Services.AddSingleton(new NoCookieFrom(origins.ToHashSet(StringComparer.OrdinalIgnoreCase)));
        builder.Services.AddCors(cors => cors.AddPolicy(Policy, policy => policy
            .WithOrigins(origins).AllowAnyMethod().WithHeaders(Asked).WithExposedHeaders(Answered).SetPreflightMaxAge(Remembered)));
    }

    public static void AcceptOrigins(this RouteGroupBuilder api, IServiceProvider services)
    {
        var named = services.GetRequiredService<NoCookieFrom>();
        if (named.Origins.Count > 0)
            api.WithMetadata(named).RequireCors(Policy);
    }
}
