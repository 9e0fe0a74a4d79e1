using System.Buffers.Text;
using System.Security.Cryptography;
using Parley.Access.Tokens;
using Parley.Protocol;
using Parley.Push.Web;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Push.Pushing;

namespace Parley.Tests.Push;

public sealed class PushingToBrowsers
{
    [Fact]
    public async Task A_message_reaches_the_browser_of_somebody_who_is_away_and_nobody_between_can_read_it()
    {
        await using var service = await PushService.StartAsync();
        await using var parley = await TestParley.StartAsync(Allowed, "--Parley:Push:Contact=mailto:owner@example.org");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await parley.DirectAsync(ada, grace);
        using var browser = new Browser();
        await grace.SubscribesAsync(browser, $"{service.Address}/grace");

        var said = await ada.SaysAsync(direct, "the engine weaves <algebra>");

        var handed = await service.NextAsync();
        Assert.Equal(("/grace", "aes128gcm", "high", "86400"), (handed.Path, handed.Header("Content-Encoding"), handed.Header("Urgency"), handed.Header("TTL")));
        Assert.InRange(handed.Body.Length, 100, 4096);
        Assert.DoesNotContain("algebra", System.Text.Encoding.Latin1.GetString(handed.Body), StringComparison.Ordinal);

        var content = browser.Read(handed.Body);
        Assert.Equal((PushPurpose.Notification, "Ada", "the engine weaves <algebra>"), (content.Type, content.Title, content.Body));
        Assert.Equal((direct, said.Id, ada.Id), (content.ConversationId, content.MessageId, content.ActorId));
        Assert.Equal(Base64Url.EncodeToString(content.NotificationId!.Value.Value.ToByteArray(bigEndian: true)), handed.Header("Topic"));
        Assert.InRange(handed.Header("Topic").Length, 1, 32);
    }

    [Fact]
    public async Task The_push_service_can_tell_who_sends_by_the_key_that_the_browser_subscribed_with()
    {
        await using var service = await PushService.StartAsync();
        await using var parley = await TestParley.StartAsync(Allowed, "--Parley:Push:Contact=mailto:owner@example.org");
        var grace = parley.Person("Grace");
        using var browser = new Browser();
        await grace.SubscribesAsync(browser, $"{service.Address}/grace");
        var published = (await grace.GetAsync<VapidKeyView>("push/vapid-key")).Key;

        await grace.PostAsync("push/test");

        var header = (await service.NextAsync()).Header("Authorization");
        Assert.StartsWith("vapid t=", header, StringComparison.Ordinal);
        var (token, key) = (header["vapid t=".Length..header.IndexOf(',', StringComparison.Ordinal)], header[(header.IndexOf("k=", StringComparison.Ordinal) + 2)..]);
        Assert.Equal(published, key);
        using var verifies = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = PushEncryption.Point(Base64Url.DecodeFromChars(key)) });
        var claims = Jwt.Read(token)!;
        Assert.True(claims.IsSignedBy(JwtKey.Es256(verifies)));
        Assert.True(claims.IsFor(service.Address));
        Assert.Equal("mailto:owner@example.org", claims.Claim("sub"));
        Assert.InRange(claims.ExpiresAt!.Value, parley.Clock.GetUtcNow().AddHours(1), parley.Clock.GetUtcNow().AddHours(24));
    }

    [Fact]
    public async Task What_was_shown_and_is_read_elsewhere_is_cleared_and_what_was_never_shown_is_not()
    {
        await using var service = await PushService.StartAsync();
        await using var parley = await TestParley.StartAsync(Allowed);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await parley.DirectAsync(ada, grace);
        using var browser = new Browser();
        using var later = new Browser();
        await grace.SubscribesAsync(browser, $"{service.Address}/grace");
        await ada.SaysAsync(direct, "hello");
        var shown = browser.Read((await service.NextAsync()).Body);
        await parley.SettledAsync();
        await grace.SubscribesAsync(later, $"{service.Address}/later");

        await grace.PostAsync($"conversations/{direct}/read");

        var handed = await service.NextAsync();
        var cleared = browser.Read(handed.Body);
        Assert.Equal(("/grace", "low"), (handed.Path, handed.Header("Urgency")));
        Assert.Equal(new PushContent(PushPurpose.Clear, NotificationId: shown.NotificationId), cleared);
        await parley.SettledAsync();
        service.IsQuiet();
    }

    [Fact]
    public async Task What_is_read_while_the_push_service_takes_its_time_is_cleared_after_it()
    {
        await using var scene = await PushScene.BeginAsync();
        var (service, parley, ada, grace, direct, browser) = scene;
        var released = service.Holds("/grace");
        await ada.SaysAsync(direct, "hello");
        await service.NextAsync();
        await grace.PostAsync($"conversations/{direct}/read");
        await parley.RoundAsync();
        Assert.Equal(1, service.Count);   // one try at a time

        released.SetResult();

        Assert.Equal(PushPurpose.Clear, browser.Read((await service.NextAsync()).Body).Type);
    }

    [Fact]
    public async Task What_was_read_or_deleted_before_it_was_sent_is_not_sent()
    {
        await using var scene = await PushScene.BeginAsync();
        var (service, parley, ada, grace, direct, browser) = scene;
        service.Answers("/grace", 503);
        var said = await ada.SaysAsync(direct, "oh no");
        await service.NextAsync();
        await parley.SettledAsync();
        service.Answers("/grace", 201);

        await ada.DeleteAsync($"messages/{said.Id}");
        parley.Clock.Advance(TimeSpan.FromMinutes(1));
        await parley.SettledAsync();

        service.IsQuiet();
    }

    [Fact]
    public async Task Where_content_is_not_to_leave_only_who_and_where_is_said()
    {
        await using var scene = await PushScene.BeginAsync();
        var (service, parley, ada, grace, direct, browser) = scene;
        Assert.False((await Person.ReadAsync<PushSettingsView>(await grace.PatchAsync("push/settings", new UpdatePushSettings(Content: false)))).Content);

        await ada.SaysAsync(direct, "confidential");

        var content = browser.Read((await service.NextAsync()).Body);
        Assert.Equal(("Ada", null), (content.Title, content.Body));
    }

    [Fact]
    public async Task The_longest_names_and_text_still_fit_into_one_record()
    {
        await using var service = await PushService.StartAsync();
        await using var parley = await TestParley.StartAsync(Allowed);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = (await ada.CreatesAsync(new CreateConversation(ConversationType.Group, string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 18))))).Id;
        await grace.IdAsync();
        await ada.PatchAsync("me", new UpdateMe(DisplayName: string.Concat(Enumerable.Repeat("𒐫", 100))));
        await ada.AddsAsync(lobby, [grace.Reference()]);
        await parley.SettledAsync();
        using var browser = new Browser();
        await grace.SubscribesAsync(browser, $"{service.Address}/grace");

        var said = await ada.SaysAsync(lobby, $"@Grace {string.Concat(Enumerable.Repeat("\u0001𒐫\"\\", 3000))}");

        Assert.Equal(said.Id, browser.Read((await service.NextAsync()).Body).MessageId);
    }

    [Fact]
    public async Task Quiet_hours_hold_a_push_back_until_they_end()
    {
        await using var scene = await PushScene.BeginAsync();
        var (service, parley, ada, grace, direct, browser) = scene;
        var settings = await grace.GetAsync<NotificationSettings>("me/notification-settings");
        await Person.ReadAsync<NotificationSettings>(await grace.PutAsync(
            "me/notification-settings", settings with { QuietHours = new QuietHours("UTC", "08:00", "10:00") }));

        await ada.SaysAsync(direct, "hello");   // at nine
        await parley.SettledAsync();
        service.IsQuiet();
        parley.Clock.Advance(TimeSpan.FromHours(1));
        await parley.RoundAsync();

        Assert.Equal("hello", browser.Read((await service.NextAsync()).Body).Body);
    }
}
