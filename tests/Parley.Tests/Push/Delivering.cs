using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Push.Pushing;

namespace Parley.Tests.Push;

/// <summary>When the other side is gone, busy, broken or slow.</summary>
public sealed class Delivering
{
    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_browser_that_is_gone_is_forgotten(int status)
    {
        await using var scene = await PushScene.BeginAsync();
        var (service, parley, ada, grace, direct, browser) = scene;
        service.Answers("/grace", status);

        await ada.SaysAsync(direct, "hello");
        await service.NextAsync();
        await parley.SettledAsync();

        Assert.Empty((await grace.GetAsync<Listing<PushSubscriptionView>>("push/subscriptions")).Items);
        Assert.Equal((PushOutcome.Gone, status), Ended(Assert.Single(await grace.AttemptsAsync())));
    }

    [Fact]
    public async Task A_push_service_that_says_when_to_come_back_is_left_alone_until_then()
    {
        await using var scene = await PushScene.BeginAsync();
        var (service, parley, ada, grace, direct, browser) = scene;
        service.Answers("/grace", 429, ("Retry-After", "600"));
        await ada.SaysAsync(direct, "one");
        await service.NextAsync();
        await parley.SettledAsync();
        service.Answers("/grace", 201);

        await ada.SaysAsync(direct, "two");   // news does not get around the pause
        parley.Clock.Advance(TimeSpan.FromSeconds(599));
        await parley.SettledAsync();
        service.IsQuiet();
        parley.Clock.Advance(TimeSpan.FromSeconds(1));
        await parley.RoundAsync();

        var content = browser.Read((await service.NextAsync()).Body);
        Assert.Equal((2, "2 new messages: two"), (content.Count, content.Body));   // one push for both
        await parley.SettledAsync();
        service.IsQuiet();
        Assert.Equal([(PushOutcome.Delivered, 201), (PushOutcome.Later, 429)], (await grace.AttemptsAsync()).Select(Ended));
    }

    [Fact]
    public async Task A_broken_push_service_is_tried_more_and_more_rarely_and_given_up_after_a_day()
    {
        await using var scene = await PushScene.BeginAsync();
        var (service, parley, ada, grace, direct, browser) = scene;
        service.Answers("/grace", 503);
        var began = parley.Clock.GetUtcNow();
        await ada.SaysAsync(direct, "hello");

        await parley.SettledAsync();
        var moments = new List<double> { 0 };
        for (var step = TimeSpan.FromSeconds(5); parley.Clock.GetUtcNow() < began.AddHours(24); step *= 1.3)
        {
            parley.Clock.Advance(step);
            await parley.SettledAsync();
            if (service.Count > moments.Count)
                moments.Add((parley.Clock.GetUtcNow() - began).TotalSeconds);
        }

        Assert.InRange(service.Count, 8, 20);
        Assert.True(moments[^1] - moments[^2] > 20 * (moments[2] - moments[1]), string.Join(' ', moments));
        var count = service.Count;
        parley.Clock.Advance(TimeSpan.FromHours(8));
        await parley.SettledAsync();
        Assert.Equal(count, service.Count);
        Assert.Single((await grace.GetAsync<Listing<PushSubscriptionView>>("push/subscriptions")).Items);   // the next news is tried again
    }

    [Fact]
    public async Task A_slow_push_service_slows_neither_sends_nor_other_browsers()
    {
        await using var slow = await PushService.StartAsync();
        await using var quick = await PushService.StartAsync();
        await using var parley = await TestParley.StartAsync(Allowed, "--Parley:Push:Parallel=4");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await parley.DirectAsync(ada, grace);
        using var browser = new Browser();
        var released = slow.Holds("/1");
        slow.Holds("/2");

        // On other hosts as far as the server can tell, because each is what stands in the address.
        await grace.SubscribesAsync(browser, $"{slow.Address}/1");
        await grace.SubscribesAsync(browser, $"{slow.Address}/2");
        await grace.SubscribesAsync(browser, $"{quick.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}/quick");

        for (var i = 1; i <= 3; i++)
        {
            await ada.SaysAsync(direct, $"message {i}");
            Assert.Equal("/quick", (await quick.NextAsync()).Path);
        }

        Assert.Equal(1, slow.Count);   // a host has a quarter of the places
        released.SetResult();
    }

    [Fact]
    public async Task What_was_not_delivered_yet_is_delivered_after_a_restart()
    {
        await using var scene = await PushScene.BeginAsync();
        var (service, parley, ada, grace, direct, browser) = scene;
        var released = service.Holds("/grace");
        await ada.SaysAsync(direct, "hello");
        var first = browser.Read((await service.NextAsync()).Body);

        await parley.RestartAsync(Allowed);
        await parley.RoundAsync();

        Assert.Equal(first.NotificationId, browser.Read((await service.NextAsync()).Body).NotificationId);   // a duplicate can be told
        released.SetResult();
    }

    [Fact]
    public async Task Killed_in_the_middle_the_server_pushes_after_its_next_start()
    {
        await using var service = await PushService.StartAsync();
        var directory = Directory.CreateTempSubdirectory("parley-push-").FullName;
        using var browser = new Browser();
        service.Holds("/grace");
        await using (var server = await ServerProcess.StartAsync(directory, Allowed))
        {
            using var ada = Client(server, "Ada");
            using var grace = Client(server, "Grace");
            await grace.GetAsync("me");
            await Person.ReadAsync<PushSubscriptionView>(await grace.PostAsync("push/subscriptions", Person.Json(browser.At($"{service.Address}/grace"))));
            var direct = await Person.ReadAsync<ConversationView>(
                await ada.PostAsync("conversations", Person.Json(new CreateConversation(ConversationType.Direct, MemberIds: ["external:Grace"]))));
            await Person.ReadAsync<MessageView>(await ada.PostAsync($"conversations/{direct.Id}/messages", Person.Json(new SendMessageBody("hello"))));
            await service.NextAsync();
            await server.KillAsync();
        }

        service.Answers("/grace", 201);
        await using (await ServerProcess.StartAsync(directory, Allowed))
            Assert.Equal("hello", browser.Read((await service.NextAsync()).Body).Body);

        Directory.Delete(directory, recursive: true);
    }

    private static (PushOutcome Outcome, long Status) Ended(PushAttemptView attempt) => (attempt.Outcome, attempt.Status);

    private static HttpClient Client(ServerProcess server, string name) => new()
    {
        BaseAddress = new Uri(server.Address, "/api/v1/"),
        DefaultRequestHeaders = { Authorization = new("Bearer", TestParley.HostToken(name, TimeProvider.System.GetUtcNow().AddHours(1))) },
    };
}
