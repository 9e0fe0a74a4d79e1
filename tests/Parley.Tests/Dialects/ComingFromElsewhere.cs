using System.Net;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Dialects;

/// <summary>Pages of other sites: they say who they are by a header, and the cookie is not theirs to use.</summary>
public sealed class ComingFromElsewhere
{
    private const string Elsewhere = "https://app.example.com";

    [Fact]
    public async Task Are_let_in_with_a_token_and_told_so_even_when_they_are_refused()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        ada.Http.DefaultRequestHeaders.Add("Origin", Elsewhere);

        foreach (var (path, status) in new[] { ("/mrm-chat/api/chats/", HttpStatusCode.OK), ("/mrm-chat/api/chats/9999/", HttpStatusCode.NotFound), ("/api/chats/", HttpStatusCode.OK) })
        {
            var answer = await ada.Http.GetAsync(new Uri(parley.Address, path), TestContext.Current.CancellationToken);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal([Elsewhere], answer.Headers.GetValues("Access-Control-Allow-Origin"));
            Assert.Equal(["true"], answer.Headers.GetValues("Access-Control-Allow-Credentials"));
        }

        // What is not a dialect's stays closed to other sites.
        Assert.False((await ada.Http.GetAsync("me", TestContext.Current.CancellationToken)).Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Are_told_beforehand_what_they_may_send()
    {
        await using var parley = await TestParley.StartAsync();
        using var http = new HttpClient();
        using var asked = new HttpRequestMessage(HttpMethod.Options, new Uri(parley.Address, "/mrm-chat/api/chats/"));
        asked.Headers.Add("Origin", Elsewhere);
        asked.Headers.Add("Access-Control-Request-Method", "POST");
        asked.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");

        var answer = await http.SendAsync(asked, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal([Elsewhere], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Contains("authorization", answer.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("", HttpStatusCode.Forbidden)]
    [InlineData("--Parley:Dialects:Origins=" + Elsewhere, HttpStatusCode.OK)]
    public async Task Use_the_cookie_only_where_the_operator_named_them(string setting, HttpStatusCode expected)
    {
        await using var parley = await TestParley.StartAsync(setting.Length == 0 ? [] : [setting]);
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var page = ada.With(cookie: $"sessionid={ada.Cookie!.Split('=', 2)[1]}", origin: Elsewhere);

        Assert.Equal(expected, (await page.Http.GetAsync(new Uri(parley.Address, "/mrm-chat/api/chats/"), TestContext.Current.CancellationToken)).StatusCode);
    }
}
