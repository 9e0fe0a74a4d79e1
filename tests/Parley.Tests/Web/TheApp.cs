using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Web;

public sealed partial class TheApp
{
    private static readonly bool IsBuilt = File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "index.html"));

    [Theory]
    [InlineData("/")]
    [InlineData("/c/019a0000-0000-7000-8000-000000000000")]
    [InlineData("/settings/devices")]
    [InlineData("/admin/users")]
    [InlineData("/invite/some-code")]
    [InlineData("/people")]
    [InlineData("/search")]
    [InlineData("/notifications")]
    public async Task Opens_at_every_address_that_is_a_page(string path)
    {
        await using var parley = await TestParley.StartAsync();
        using var browser = new Browsing(parley);
        var page = await (await browser.AsksAsync("/")).Content.ReadAsStringAsync();

        var answer = await browser.AsksAsync(path);
        var head = await browser.AsksAsync(path, method: HttpMethod.Head);

        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8", page), (answer.StatusCode, Browsing.Said(answer, "Content-Type"), await answer.Content.ReadAsStringAsync()));
        Assert.Equal("no-cache", Browsing.Said(answer, "Cache-Control"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        var again = await browser.AsksAsync(path, headers: ("If-None-Match", Browsing.Said(answer, "ETag")));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("/c/019a0000-0000-7000-8000-000000000000")]
    [InlineData("/settings/devices")]
    [InlineData("/nothing.js")]
    public async Task Programs_are_told_that_nothing_is_there(string path)
    {
        await using var parley = await TestParley.StartAsync();
        using var browser = new Browsing(parley);

        foreach (var accept in new[] { "*/*", "application/json", "image/webp,*/*", "text/html;q=0" })
        {
            var answer = await browser.AsksAsync(path, accept);
            Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, Browsing.Said(answer, "Content-Type")));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.AsksAsync(path, method: HttpMethod.Post)).StatusCode);
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2")]
    [InlineData("/ws/nothing")]
    [InlineData("/openapi/v9.json")]
    [InlineData("/assets/gone-12345678.js")]
    [InlineData("/aristay/nothing")]
    [InlineData("/health/nothing")]
    public async Task Addresses_of_programs_are_never_pages(string path)
    {
        await using var parley = await TestParley.StartAsync();
        using var browser = new Browsing(parley);

        var answer = await browser.AsksAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEqual("text/html; charset=utf-8", Browsing.Said(answer, "Content-Type"));
    }

    [Fact]
    public async Task Its_files_are_packed_and_known_again_and_those_with_a_hash_are_kept_for_ever()
    {
        Assert.SkipUnless(IsBuilt, "This build has no web app.");
        await using var parley = await TestParley.StartAsync();
        using var browser = new Browsing(parley);
        var page = await (await browser.AsksAsync("/")).Content.ReadAsStringAsync();
        var script = Scripts().Match(page).Value;

        var plain = await browser.AsksAsync(script, "*/*");
        var packed = await browser.AsksAsync(script, "*/*", headers: ("Accept-Encoding", "gzip, br"));

        Assert.Equal("gzip", Browsing.Said(packed, "Content-Encoding"));
        Assert.Equal("public, max-age=31536000, immutable", Browsing.Said(packed, "Cache-Control"));
        Assert.Equal("Accept-Encoding", Browsing.Said(packed, "Vary"));
        Assert.Equal("text/javascript", packed.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("*", "cross-origin"), (Browsing.Said(packed, "Access-Control-Allow-Origin"), Browsing.Said(packed, "Cross-Origin-Resource-Policy")));
        var bytes = await packed.Content.ReadAsByteArrayAsync();
        await using var unpacked = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        await unpacked.CopyToAsync(whole, TestContext.Current.CancellationToken);
        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(), whole.ToArray());
        Assert.True(bytes.Length < whole.Length * 0.6 || whole.Length < 1_000, $"{bytes.Length} bytes of {whole.Length}");

        var again = await browser.AsksAsync(script, "*/*", headers: [("Accept-Encoding", "gzip"), ("If-None-Match", Browsing.Said(packed, "ETag"))]);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        foreach (var file in new[] { "/index.html", "/sw.js", "/theme.js", "/manifest.webmanifest" })
        {
            var answer = await browser.AsksAsync(file, "*/*");
            Assert.Equal((HttpStatusCode.OK, "no-cache"), (answer.StatusCode, Browsing.Said(answer, "Cache-Control")));
            Assert.NotEmpty(Browsing.Said(answer, "ETag"));
        }
    }

    [Fact]
    public async Task The_embeddable_chat_may_be_loaded_by_pages_of_other_sites()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "parley-chat.js")), "This build has no embeddable chat.");
        await using var parley = await TestParley.StartAsync();
        using var browser = new Browsing(parley);

        var answer = await browser.AsksAsync("/parley-chat.js", "*/*", headers: ("Origin", "https://elsewhere.example"));

        Assert.Equal(("*", "cross-origin", "no-cache"), (Browsing.Said(answer, "Access-Control-Allow-Origin"),
            Browsing.Said(answer, "Cross-Origin-Resource-Policy"), Browsing.Said(answer, "Cache-Control")));
    }

    [GeneratedRegex(@"/assets/index-[^""]+\.js")]
    private static partial Regex Scripts();
}
