using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Push.Pushing;

namespace Parley.Tests.Push;

public sealed class PushingToPhones
{
    [Fact]
    public async Task All_phones_of_a_person_are_in_one_call_that_the_gateway_can_check()
    {
        await using var gateway = await PushService.StartAsync();
        await using var parley = await TestParley.StartAsync(Gateway(gateway));
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await parley.DirectAsync(ada, grace);
        var phone = await RegistersAsync(grace, "fcm", "token-one");
        var tablet = await RegistersAsync(grace, "apns", "token-two");

        await ada.SaysAsync(direct, "hello");

        var handed = await gateway.NextAsync();
        var signature = handed.Header("Parley-Signature");
        var seconds = signature[2..signature.IndexOf(',', StringComparison.Ordinal)];
        Assert.Equal(parley.Clock.GetUtcNow().ToUnixTimeSeconds(), long.Parse(seconds, CultureInfo.InvariantCulture));
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{seconds}."), .. handed.Body];
        Assert.Equal($"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed))}", signature);

        var pushes = Call(handed).Pushes;
        Assert.Equal([(phone.Id, "fcm", "token-one"), (tablet.Id, "apns", "token-two")], pushes.Select(p => (p.DeviceId, p.Platform, p.Token)));
        Assert.All(pushes, push => Assert.Equal(("Ada", "hello", push.Content.NotificationId.ToString()), (push.Content.Title, push.Content.Body, push.CollapseKey)));
    }

    [Fact]
    public async Task What_was_shown_and_is_read_elsewhere_is_cleared()
    {
        await using var gateway = await PushService.StartAsync();
        await using var parley = await TestParley.StartAsync(Gateway(gateway));
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await parley.DirectAsync(ada, grace);
        await RegistersAsync(grace, "fcm", "token");
        await ada.SaysAsync(direct, "hello");
        var shown = Assert.Single(Call(await gateway.NextAsync()).Pushes);
        await parley.SettledAsync();

        await grace.PostAsync($"conversations/{direct}/read");

        var cleared = Assert.Single(Call(await gateway.NextAsync()).Pushes);
        Assert.Equal((PushPurpose.Clear, shown.CollapseKey), (cleared.Content.Type, cleared.CollapseKey));
    }

    [Fact]
    public async Task The_gateway_names_phones_that_are_gone_and_those_to_try_again()
    {
        await using var gateway = await PushService.StartAsync();
        await using var parley = await TestParley.StartAsync(Gateway(gateway));
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await parley.DirectAsync(ada, grace);
        var (good, gone, busy) = (await RegistersAsync(grace, "fcm", "good"), await RegistersAsync(grace, "fcm", "gone"), await RegistersAsync(grace, "fcm", "busy"));
        gateway.AnswersJson("/gateway", $$"""{"gone":["{{gone.Id}}"],"later":["{{busy.Id}}"],"said_otherwise":true}""");

        await ada.SaysAsync(direct, "hello");
        Assert.Equal(3, Call(await gateway.NextAsync()).Pushes.Count);
        await parley.SettledAsync();

        Assert.Equal([busy.Id, good.Id], (await grace.GetAsync<Listing<PushDeviceView>>("push/devices")).Items.Select(d => d.Id));
        Assert.Equal(
            [(good.Id, PushOutcome.Delivered), (gone.Id, PushOutcome.Gone), (busy.Id, PushOutcome.Later)],
            (await grace.AttemptsAsync()).Reverse().Select(a => (a.TargetId, a.Outcome)));
        parley.Clock.Advance(TimeSpan.FromSeconds(10));
        await parley.RoundAsync();
        Assert.Equal("busy", Assert.Single(Call(await gateway.NextAsync()).Pushes).Token);
    }

    [Fact]
    public async Task A_gateway_that_is_down_gets_everything_when_it_is_back()
    {
        await using var gateway = await PushService.StartAsync();
        await using var parley = await TestParley.StartAsync(Gateway(gateway));
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await parley.DirectAsync(ada, grace);
        await RegistersAsync(grace, "fcm", "token");
        gateway.Answers("/gateway", 401);
        await ada.SaysAsync(direct, "hello");
        await gateway.NextAsync();
        await parley.SettledAsync();

        gateway.Answers("/gateway", 204);
        parley.Clock.Advance(TimeSpan.FromSeconds(10));
        await parley.RoundAsync();

        Assert.Equal("hello", Assert.Single(Call(await gateway.NextAsync()).Pushes).Content.Body);
    }

    [Fact]
    public async Task Without_a_gateway_no_phone_is_taken()
    {
        await using var parley = await TestParley.StartAsync();

        await Refused.WithAsync(Errors.PushUnavailable, parley.Person("Grace").PostAsync("push/devices", new RegisterDevice("fcm", "token")));
    }

    [Fact]
    public async Task Administrators_read_every_try_of_their_workspace_and_no_text_or_token()
    {
        await using var gateway = await PushService.StartAsync();
        await using var parley = await TestParley.StartAsync(Gateway(gateway));
        using var root = await Visitor.RegisteredAsync(parley, "root");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await parley.DirectAsync(ada, grace);
        await RegistersAsync(grace, "fcm", "secret-token");
        await ada.SaysAsync(direct, "secret text");
        await gateway.NextAsync();
        await parley.SettledAsync();

        var text = await (await root.GetAsync("admin/push/attempts")).TextAsync();

        Assert.Contains(grace.Id.ToString(), text, StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"delivered\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    private static async Task<PushDeviceView> RegistersAsync(Person person, string platform, string token) =>
        await Person.ReadAsync<PushDeviceView>(await person.PostAsync("push/devices", new RegisterDevice(platform, token)));

    private static GatewayCall Call(Handed handed) => JsonSerializer.Deserialize(handed.Body, WireJson.Wire.GatewayCall)!;
}
