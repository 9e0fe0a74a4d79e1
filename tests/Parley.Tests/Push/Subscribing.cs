using Parley.Protocol;
using Parley.Push;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Push.Pushing;

namespace Parley.Tests.Push;

public sealed class Subscribing
{
    [Fact]
    public async Task The_same_browser_again_is_the_same_subscription_and_only_its_host_is_shown()
    {
        await using var parley = await TestParley.StartAsync();
        var grace = parley.Person("Grace");
        using var browser = new Browser();

        var first = await grace.SubscribesAsync(browser, "https://push.example.org/secret-address");
        var again = await grace.SubscribesAsync(browser, "https://push.example.org/secret-address");

        Assert.Equal(first.Id, again.Id);
        var text = await (await grace.AsksAsync("push/subscriptions")).TextAsync();
        Assert.Contains("push.example.org", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-address", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://push.example.org/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("https://[::1]/x")]
    [InlineData("https://[::ffff:10.0.0.1]/x")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://0x7f.1/x")]
    [InlineData("https://2130706433/x")]
    [InlineData("https://localhost/x")]
    [InlineData("https://user:password@push.example.org/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://push.example.org/x")]
    [InlineData("/relative")]
    [InlineData("nonsense")]
    public async Task An_address_that_is_no_push_service_of_the_Internet_is_refused(string endpoint)
    {
        await using var parley = await TestParley.StartAsync();
        using var browser = new Browser();

        await Refused.WithAsync(Errors.ValidationFailed, parley.Person("Grace").PostAsync("push/subscriptions", browser.At(endpoint)));
    }

    [Fact]
    public async Task A_name_that_leads_into_this_network_is_never_called_and_forgotten()
    {
        await using var service = await PushService.StartAsync();
        await using var parley = await TestParley.StartAsync("--Parley:Outgoing:AllowedNetworks:0=192.0.2.0/24");   // lets http through, not this machine
        var grace = parley.Person("Grace");
        using var browser = new Browser();
        var name = System.Net.Dns.GetHostName();   // a name of this machine that does not look like it
        await grace.SubscribesAsync(browser, $"http://{name}:{new Uri(service.Address).Port}/grace");

        var tried = Assert.Single((await Person.ReadAsync<Listing<PushAttemptView>>(await grace.PostAsync("push/test"))).Items);

        Assert.Equal((PushOutcome.Gone, 0), (tried.Outcome, tried.Status));
        Assert.Equal(0, service.Count);
        Assert.Empty((await grace.GetAsync<Listing<PushSubscriptionView>>("push/subscriptions")).Items);
    }

    [Fact]
    public async Task Keys_that_are_none_are_refused()
    {
        await using var parley = await TestParley.StartAsync();
        var grace = parley.Person("Grace");
        using var browser = new Browser();
        var good = browser.At("https://push.example.org/x");

        foreach (var keys in (SubscriptionKeys[])[good.Keys with { P256dh = new string('A', 87) }, good.Keys with { Auth = "short" }, good.Keys with { P256dh = "" }])
            await Refused.WithAsync(Errors.ValidationFailed, grace.PostAsync("push/subscriptions", good with { Keys = keys }));
    }

    [Fact]
    public async Task Nobody_sees_or_removes_somebody_elses_nor_from_another_workspace()
    {
        await using var parley = await TestParley.StartAsync(
            $"--Parley:TrustedIssuers:1:Issuer={TestParley.Issuer}-main2", "--Parley:TrustedIssuers:1:Algorithm=HS256",
            $"--Parley:TrustedIssuers:1:Secret={TestParley.Secret}");
        var (ada, grace, other) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Ada", "main2"));
        using var browser = new Browser();
        var subscription = await grace.SubscribesAsync(browser, "https://push.example.org/grace");
        await ada.IdAsync();

        foreach (var stranger in (Person[])[ada, other])
        {
            Assert.Empty((await stranger.GetAsync<Listing<PushSubscriptionView>>("push/subscriptions")).Items);
            Assert.Empty(await stranger.AttemptsAsync());
            await Refused.WithAsync(Errors.NotFound, stranger.DeleteAsync($"push/subscriptions/{subscription.Id}"));
            await Refused.WithAsync(Errors.NotFound, stranger.DeleteAsync($"push/devices/{subscription.Id}"));
            await Refused.WithAsync(Errors.Forbidden, stranger.AsksAsync("admin/push/attempts"));
        }

        Assert.Single((await grace.GetAsync<Listing<PushSubscriptionView>>("push/subscriptions")).Items);
        Assert.True((await grace.DeleteAsync($"push/subscriptions/{subscription.Id}")).IsSuccessStatusCode);
        Assert.Empty((await grace.GetAsync<Listing<PushSubscriptionView>>("push/subscriptions")).Items);
    }

    [Fact]
    public async Task A_browser_tells_only_who_signed_in_last_and_an_address_alone_takes_nobodys_pushes()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        using var browser = new Browser();
        using var eves = new Browser();
        await grace.SubscribesAsync(browser, "https://push.example.org/one");

        await eve.SubscribesAsync(eves, "https://push.example.org/one");
        Assert.Single((await grace.GetAsync<Listing<PushSubscriptionView>>("push/subscriptions")).Items);
        await ada.SubscribesAsync(browser, "https://push.example.org/one");

        Assert.Empty((await grace.GetAsync<Listing<PushSubscriptionView>>("push/subscriptions")).Items);
    }

    [Fact]
    public async Task A_person_has_a_limited_number_of_them()
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var grace = parley.Person("Grace");
        using var browser = new Browser();
        for (var i = 0; i < Limits.PushTargetsPerPerson; i++)
            await grace.SubscribesAsync(browser, $"https://push.example.org/{i}");

        await Refused.WithAsync(Errors.TooManyPushTargets, grace.PostAsync("push/subscriptions", browser.At("https://push.example.org/more")));

        await grace.SubscribesAsync(browser, "https://push.example.org/3");   // a known one is renewed all the same
    }

    [Fact]
    public async Task It_ends_with_the_log_in_that_made_it_and_with_the_account()
    {
        await using var service = await PushService.StartAsync();
        await using var parley = await TestParley.StartAsync(Allowed);
        using var root = await Visitor.RegisteredAsync(parley, "root");
        using var grace = await Visitor.RegisteredAsync(parley, "grace");
        using var second = grace.With();
        await second.KeepAsync(await second.LogsInAsync("grace"));
        using var browser = new Browser();
        using var other = new Browser();
        await grace.PostAsync("push/subscriptions", browser.At($"{service.Address}/first"));
        var kept = await Person.ReadAsync<PushSubscriptionView>(await second.PostAsync("push/subscriptions", other.At($"{service.Address}/second")));
        Assert.True(kept.Current);
        var direct = await Person.ReadAsync<ConversationView>(await root.PostAsync(
            "conversations", new CreateConversation(ConversationType.Direct, MemberIds: [grace.User.Id.ToString()])));

        await grace.PostAsync("auth/logout");
        await root.PostAsync($"conversations/{direct.Id}/messages", new SendMessageBody("hello"));
        Assert.Equal("/second", (await service.NextAsync()).Path);
        await parley.SettledAsync();
        service.IsQuiet();
        await parley.UpkeepAsync();
        Assert.Equal(kept.Id, Assert.Single((await second.GetAsync<Listing<PushSubscriptionView>>("push/subscriptions")).Items).Id);

        await root.PatchAsync($"users/{grace.User.Id}", new UpdateUser(Disabled: true));
        await root.PostAsync($"conversations/{direct.Id}/messages", new SendMessageBody("are you there?"));
        await parley.SettledAsync();
        service.IsQuiet();
    }

    [Fact]
    public async Task The_servers_key_is_made_once_and_readable_by_its_owner_alone()
    {
        await using var parley = await TestParley.StartAsync();
        var key = (await parley.Person("Ada").GetAsync<VapidKeyView>("push/vapid-key")).Key;
        var file = Path.Combine(parley.DataDirectory, "keys", "push.keys");

        await parley.RestartAsync();

        Assert.Equal(key, (await parley.Person("Ada").GetAsync<VapidKeyView>("push/vapid-key")).Key);
        Assert.Equal(87, key.Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        await File.WriteAllTextAsync(file, "nonsense\n");
        Assert.Throws<SettingException>(() => new PushKeys(parley.DataDirectory));
    }

    [Fact]
    public async Task The_test_button_says_how_each_try_ended_and_wants_a_rest()
    {
        await using var service = await PushService.StartAsync();
        await using var parley = await TestParley.StartAsync(Allowed);
        var grace = parley.Person("Grace");
        using var browser = new Browser();
        var good = await grace.SubscribesAsync(browser, $"{service.Address}/good");
        var bad = await grace.SubscribesAsync(browser, $"{service.Address}/bad");
        service.Answers("/bad", 403);

        var tried = (await Person.ReadAsync<Listing<PushAttemptView>>(await grace.PostAsync("push/test"))).Items;

        Assert.Equal(
            [(good.Id, PushOutcome.Delivered, 201), (bad.Id, PushOutcome.Refused, 403)],
            tried.OrderByDescending(t => t.Outcome == PushOutcome.Delivered).Select(t => (t.TargetId, t.Outcome, t.Status)));
        Assert.Equal(2, (await grace.AttemptsAsync()).Count);
        await Refused.WithAsync(Errors.RateLimited, grace.PostAsync("push/test"));
        parley.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.True((await grace.PostAsync("push/test")).IsSuccessStatusCode);
    }
}
