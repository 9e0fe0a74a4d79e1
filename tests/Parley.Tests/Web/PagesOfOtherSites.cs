using System.Net;
using System.Net.WebSockets;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Web;

public sealed class PagesOfOtherSites
{
    private const string Named = "https://shop.example";
    private const string Stranger = "https://evil.example";

    [Theory]
    [InlineData("GET", "/api/v1/me", "authorization")]
    [InlineData("POST", "/api/v1/conversations", "authorization,content-type")]
    [InlineData("PUT", "/api/v1/me/notification-settings", "authorization,content-type")]
    [InlineData("PATCH", "/api/v1/files/tus/019a0000-0000-7000-8000-000000000000", "authorization,content-type,tus-resumable,upload-offset,upload-checksum")]
    [InlineData("HEAD", "/api/v1/files/tus/019a0000-0000-7000-8000-000000000000", "authorization,tus-resumable")]
    [InlineData("POST", "/api/v1/files/tus", "authorization,tus-resumable,upload-length,upload-metadata")]
    [InlineData("DELETE", "/api/v1/messages/019a0000-0000-7000-8000-000000000000", "authorization")]
    public async Task That_are_named_may_ask_whatever_a_program_may(string method, string path, string headers)
    {
        await using var parley = await TestParley.StartAsync($"--Parley:Web:Origins={Named}");
        using var browser = new Browsing(parley);

        var asked = await AskAsync(browser, Named, method, path, headers);
        var stranger = await AskAsync(browser, Stranger, method, path, headers);

        Assert.Equal((HttpStatusCode.NoContent, Named), (asked.StatusCode, Browsing.Said(asked, "Access-Control-Allow-Origin")));
        Assert.Equal(headers.Split(',').Order(), Browsing.Said(asked, "Access-Control-Allow-Headers").ToLowerInvariant().Split(',').Intersect(headers.Split(',')).Order());
        Assert.Contains(method, Browsing.Said(asked, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Equal(("", ""), (Browsing.Said(asked, "Access-Control-Allow-Credentials"), Browsing.Said(stranger, "Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task That_are_named_read_answers_and_refusals()
    {
        await using var parley = await TestParley.StartAsync($"--Parley:Web:Origins:0={Named}", "--Parley:Web:Origins:1=https://other.example:8443");
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var page = ada.With($"Bearer {ada.SignedIn!.AccessToken}", origin: "https://other.example:8443");
        using var stranger = ada.With($"Bearer {ada.SignedIn.AccessToken}", origin: Stranger);
        using var nobody = ada.With(origin: Named);

        var answer = await page.GetAsync("me");
        Assert.Equal((HttpStatusCode.OK, "https://other.example:8443"), (answer.StatusCode, Browsing.Said(answer, "Access-Control-Allow-Origin")));
        Assert.Contains("Location", Browsing.Said(answer, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Contains("Retry-After", Browsing.Said(answer, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Contains("Upload-Offset", Browsing.Said(answer, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
        var refused = await nobody.GetAsync("me");
        Assert.Equal((HttpStatusCode.Unauthorized, Named), (refused.StatusCode, Browsing.Said(refused, "Access-Control-Allow-Origin")));
        Assert.Equal("", Browsing.Said(await stranger.GetAsync("me"), "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_cookie_counts_for_nothing_there()
    {
        await using var parley = await TestParley.StartAsync($"--Parley:Web:Origins={Named}");
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var page = ada.With(cookie: ada.Cookie, origin: Named);
        using var both = ada.With($"Bearer {ada.SignedIn!.AccessToken}", ada.Cookie, Named);

        await Refused.WithAsync(Errors.OriginRefused, page.GetAsync("me"));
        await Refused.WithAsync(Errors.OriginRefused, page.PatchAsync("me", new UpdateMe(DisplayName: "Eve")));
        await both.GetAsync<UserView>("me");
        await Assert.ThrowsAsync<WebSocketException>(() => PersonSocket.ConnectAsync(parley.Address, "", options =>
        {
            options.SetRequestHeader("Cookie", ada.Cookie);
            options.SetRequestHeader("Origin", Named);
        }));
    }

    [Fact]
    public async Task Open_a_socket_with_a_token_or_a_ticket()
    {
        await using var parley = await TestParley.StartAsync($"--Parley:Web:Origins={Named}");
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var socket = await PersonSocket.OpenAsync(parley.Address, $"?token={ada.SignedIn!.AccessToken}", options => options.SetRequestHeader("Origin", Named));
        Assert.Null(socket.CloseCode);
    }

    [Fact]
    public async Task Nobody_is_named_at_first()
    {
        await using var parley = await TestParley.StartAsync();
        using var browser = new Browsing(parley);

        Assert.Equal("", Browsing.Said(await AskAsync(browser, Named, "GET", "/api/v1/me", "authorization"), "Access-Control-Allow-Origin"));
    }

    private static Task<HttpResponseMessage> AskAsync(Browsing browser, string origin, string method, string path, string headers) => browser.AsksAsync(
        path, "*/*", HttpMethod.Options,
        ("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers));
}
