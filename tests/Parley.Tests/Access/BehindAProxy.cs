using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access;

/// <summary>What a proxy says of who asks is believed where the owner trusts it, and is nothing from anybody else.</summary>
public sealed class BehindAProxy
{
    private const string Trusted = "--Parley:TrustedProxies:0=127.0.0.1";

    private static readonly string[] FewLogIns = ["--Parley:RateLimits:Address:Auth:AtOnce=10"];

    [Fact]
    public async Task A_forged_header_does_not_dodge_the_limit()
    {
        await using var parley = await TestParley.StartAsync(FewLogIns);
        using var mallory = new Visitor(parley);

        Assert.Equal(10, await GuessesAsync(mallory, i => $"203.0.113.{i}"));
    }

    [Fact]
    public async Task A_forged_header_does_not_change_the_address_of_the_session_or_get_around_the_lock()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        Forge(ada, "203.0.113.9");
        await ada.KeepAsync(await ada.LogsInAsync("ada"));
        Assert.All((await ada.GetAsync<Listing<SessionView>>("sessions")).Items, s => Assert.Equal("127.0.0.1", s.Address));

        using var mallory = new Visitor(parley);
        for (var i = 0; i < 6; i++)
        {
            Forge(mallory, $"203.0.113.{i}");
            await mallory.LogsInAsync("ada", $"guess {i}");
        }

        Forge(mallory, "198.51.100.1");
        await Refused.WithAsync(Errors.LockedOut, mallory.LogsInAsync("ada", "another guess"));
    }

    [Fact]
    public async Task A_forged_proto_or_host_changes_neither_the_cookie_nor_whose_page_it_is()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        ada.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        ada.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");

        var answer = await ada.LogsInAsync("ada");
        Assert.DoesNotContain("secure", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);

        using var page = ada.With(cookie: ada.Cookie, origin: "https://evil.example");
        page.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        page.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        await Refused.WithAsync(Errors.OriginRefused, page.PatchAsync("me", new UpdateMe("Mallory")));
    }

    [Fact]
    public async Task Through_a_trusted_proxy_each_address_has_its_own_budget_and_the_cookie_is_secure()
    {
        await using var parley = await TestParley.StartAsync([Trusted, .. FewLogIns]);
        using var visitor = await Visitor.RegisteredAsync(parley, "ada");
        using var other = new Visitor(parley);

        Assert.Equal(40, await GuessesAsync(other, i => $"203.0.113.{i}"));
        Forge(visitor, "203.0.113.200");
        visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var answer = await visitor.LogsInAsync("ada");
        Assert.Contains("secure", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        await visitor.KeepAsync(answer);
        Assert.Contains((await visitor.GetAsync<Listing<SessionView>>("sessions")).Items, s => s.Address == "203.0.113.200");
    }

    [Fact]
    public async Task What_a_client_writes_before_the_proxy_does_counts_for_nothing()
    {
        await using var parley = await TestParley.StartAsync([Trusted, "--Parley:TrustedProxies:1=10.0.0.0/8", .. FewLogIns]);
        using var mallory = new Visitor(parley);

        // The client's own header, then its address as the outer proxy saw it, then the outer proxy as the inner one saw it.
        Assert.Equal(10, await GuessesAsync(mallory, i => $"198.51.100.{i}, 203.0.113.7, 10.1.2.3"));
    }

    [Fact]
    public async Task A_wrong_network_stops_the_start() => Assert.StartsWith(
        "Parley:TrustedProxies:0: ", (await Assert.ThrowsAsync<SettingException>(() => TestParley.StartAsync("--Parley:TrustedProxies:0=everybody"))).Message,
        StringComparison.Ordinal);

    /// <summary>Guesses forty passwords of forty names and counts those that were looked at.</summary>
    private static async Task<int> GuessesAsync(Visitor visitor, Func<int, string> says)
    {
        var looked = 0;
        for (var i = 0; i < 40; i++)
        {
            Forge(visitor, says(i));
            looked += (await visitor.LogsInAsync($"nobody-{i}", "a guess at a password")).StatusCode == HttpStatusCode.Unauthorized ? 1 : 0;
        }

        return looked;
    }

    private static void Forge(Visitor visitor, string forwardedFor)
    {
        visitor.Http.DefaultRequestHeaders.Remove("X-Forwarded-For");
        visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
    }
}
