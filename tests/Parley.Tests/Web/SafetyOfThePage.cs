using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Web;

public sealed class SafetyOfThePage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
        + "worker-src 'self'; manifest-src 'self'; frame-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {0}; "
        + "require-trusted-types-for 'script'; trusted-types parley";

    [Theory]
    [InlineData("/")]
    [InlineData("/c/some")]
    [InlineData("/aristay/api/chat/")]
    [InlineData("/admin/")]
    [InlineData("/reference/start.js")]
    public async Task Every_page_and_every_file_says_what_it_may_load(string path)
    {
        await using var parley = await TestParley.StartAsync();
        using var browser = new Browsing(parley);

        var answer = await browser.AsksAsync(path);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(Policy.Replace("{0}", "'none'", StringComparison.Ordinal), Browsing.Said(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Browsing.Said(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Browsing.Said(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Browsing.Said(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("DENY", Browsing.Said(answer, "X-Frame-Options"));
        Assert.StartsWith("microphone=(self), camera=(), ", Browsing.Said(answer, "Permissions-Policy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'self'", "'self'", "SAMEORIGIN")]
    [InlineData("https://a.example https://b.example:8443", "https://a.example https://b.example:8443", "")]
    [InlineData("'self',https://a.example", "'self' https://a.example", "")]
    [InlineData("", "'none'", "DENY")]
    public async Task Other_sites_frame_it_only_when_they_are_named(string setting, string ancestors, string old)
    {
        await using var parley = await TestParley.StartAsync($"--Parley:Web:FrameAncestors={setting}");
        using var browser = new Browsing(parley);

        var answer = await browser.AsksAsync("/");

        Assert.Equal(Policy.Replace("{0}", ancestors, StringComparison.Ordinal), Browsing.Said(answer, "Content-Security-Policy"));
        Assert.Equal(old, Browsing.Said(answer, "X-Frame-Options"));
    }
}
