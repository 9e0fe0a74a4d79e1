using System.Net;
using System.Net.WebSockets;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access;

public sealed class Cookies
{
    [Fact]
    public async Task Are_hidden_from_scripts_and_from_other_sites()
    {
        await using var parley = await TestParley.StartAsync();
        using var visitor = new Visitor(parley);

        var set = (await visitor.RegistersAsync("ada")).Headers.GetValues("Set-Cookie").Single();

        Assert.StartsWith("parley_session=", set, StringComparison.Ordinal);
        Assert.Contains("httponly", set, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", set, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", set, StringComparison.Ordinal);   // the test speaks plain http
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("http://evil-127.0.0.1.example")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("ftp://{host}")]
    [InlineData("{host}")]
    public async Task Change_nothing_for_a_page_of_another_site(string? origin)
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var page = ada.With(cookie: ada.Cookie);
        if (origin is not null)
            page.Http.DefaultRequestHeaders.TryAddWithoutValidation("Origin", origin.Replace("{host}", parley.Address.Authority, StringComparison.Ordinal));

        await Refused.WithAsync(Errors.OriginRefused, page.PostAsync("auth/logout"));
        await Refused.WithAsync(Errors.OriginRefused, page.PatchAsync("me", new UpdateMe(DisplayName: "Eve")));
        await ada.GetAsync<UserView>("me");
        await page.GetAsync<UserView>("me");

        var closed = PersonSocket.ConnectAsync(parley.Address, "", options =>
        {
            options.SetRequestHeader("Cookie", ada.Cookie);
            if (origin is not null)
                options.SetRequestHeader("Origin", origin.Replace("{host}", parley.Address.Authority, StringComparison.Ordinal));
        });
        await Assert.ThrowsAsync<WebSocketException>(() => closed);
    }

    [Fact]
    public async Task Serve_our_own_page()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        var here = parley.Address.GetLeftPart(UriPartial.Authority);
        using var page = ada.With(cookie: ada.Cookie, origin: here);
        using var refers = ada.With(cookie: ada.Cookie);
        refers.Http.DefaultRequestHeaders.Referrer = new Uri(parley.Address, "/somewhere");
        using var socket = await PersonSocket.OpenAsync(parley.Address, "", options =>
        {
            options.SetRequestHeader("Cookie", ada.Cookie);
            options.SetRequestHeader("Origin", here);
        });

        Assert.Equal("Ada", (await Person.ReadAsync<UserView>(await page.PatchAsync("me", new UpdateMe(DisplayName: "Ada")))).DisplayName);
        Assert.Equal(HttpStatusCode.Created, (await refers.PostAsync("auth/ticket")).StatusCode);
    }

    [Fact]
    public async Task Stay_the_same_when_two_tabs_refresh()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var page = ada.With(cookie: ada.Cookie);

        await page.KeepAsync(await page.RefreshesAsync(ada.SignedIn!.RefreshToken));

        Assert.Equal(ada.Cookie, page.Cookie);
        using var again = ada.With(cookie: page.Cookie);
        await again.GetAsync<UserView>("me");
    }

    [Fact]
    public async Task Do_not_stand_in_for_a_bad_token()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var both = ada.With("Bearer bad", ada.Cookie);

        await Refused.WithAsync(Errors.NotSignedIn, both.GetAsync("me"));
    }
}
