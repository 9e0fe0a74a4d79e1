using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Parley.Access;

namespace Parley.Dialects.Shared;

/// <summary>
/// What our page and its files say beside the bytes: they load nothing from elsewhere, no text becomes script, and other sites show them
/// in a frame only when an operator says so (<c>Parley:Web:FrameAncestors</c>).
/// </summary>
internal sealed class PageHeaders
{
    private const string Key = "Parley:Web:FrameAncestors";

    private const string Permissions =
        "microphone=(self), camera=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(), hid=(), bluetooth=(), midi=(), "
        + "accelerometer=(), gyroscope=(), magnetometer=(), browsing-topics=()";

    private readonly string _policy;
    private readonly string? _frames;

    private PageHeaders(string ancestors)
    {
        _policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; "
            + "connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'none'; base-uri 'none'; form-action 'self'; "
            + $"frame-ancestors {ancestors}; require-trusted-types-for 'script'; trusted-types parley";

        // For browsers that do not know frame-ancestors; it cannot name other sites.
        _frames = ancestors switch { "'none'" => "DENY", "'self'" => "SAMEORIGIN", _ => null };
    }

    /// <exception cref="SettingException">Something else than <c>'none'</c>, <c>'self'</c> and origins.</exception>
    public static PageHeaders From(IConfiguration configuration)
    {
        var said = SettingWords.Of(configuration, Key) is { Length: > 0 } words ? words : ["'none'"];
        foreach (var word in said)
        {
            if (word is not ("'none'" or "'self'") && !WebOrigin.IsOne(word))
                throw new SettingException(Key, $"must be 'none', or 'self' and origins such as https://www.example.com, not \"{word}\".");
        }

        if (said.Length > 1 && said.Contains("'none'"))
            throw new SettingException(Key, "must be 'none' alone.");

        return new(string.Join(' ', said));
    }

    public void Set(HttpResponse answer)
    {
        var headers = answer.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        if (_frames is not null)
            headers.XFrameOptions = _frames;
    }
}
