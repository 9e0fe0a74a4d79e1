using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Push;
using Parley.Push.Deliveries;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Push;

/// <summary>What the stories of pushes do again and again.</summary>
internal static class Pushing
{
    /// <summary>A server that may call this machine, for push services of the test's own.</summary>
    public const string Allowed = "--Parley:Outgoing:AllowedNetworks:0=127.0.0.0/8";

    public const string Secret = "a-secret-of-the-gateway-that-is-long-enough";

    public static string[] Gateway(PushService gateway) =>
        [$"--Parley:Push:Gateway:Url={gateway.Address}/gateway", $"--Parley:Push:Gateway:Secret={Secret}"];

    public static DeliveryRounds Rounds(this TestParley parley) => parley.Services.GetRequiredService<DeliveryRounds>();

    /// <summary>Begins what is due now.</summary>
    public static Task RoundAsync(this TestParley parley) => parley.Rounds().RunNowAsync(CancellationToken.None);

    public static Task UpkeepAsync(this TestParley parley) => parley.Services.GetRequiredService<PushUpkeep>().RunNowAsync(CancellationToken.None);

    /// <summary>Waits until nothing is due or under way: rounds until two in a row had nothing to do.</summary>
    public static async Task SettledAsync(this TestParley parley)
    {
        for (var quiet = 0; quiet < 2;)
        {
            await parley.RoundAsync();
            quiet = parley.Rounds().UnderWay == 0 ? quiet + 1 : 0;
            await Task.Yield();
        }
    }

    public static async Task<PushSubscriptionView> SubscribesAsync(this Person person, Browser browser, string endpoint) =>
        await Person.ReadAsync<PushSubscriptionView>(await person.PostAsync("push/subscriptions", browser.At(endpoint)));

    public static async Task<IReadOnlyList<PushAttemptView>> AttemptsAsync(this Person person) =>
        (await person.GetAsync<Listing<PushAttemptView>>("push/attempts")).Items;

    /// <summary>A direct conversation of two: every message of it notifies.</summary>
    public static async Task<ConversationId> DirectAsync(this TestParley parley, Person one, Person other)
    {
        await one.IdAsync();
        await other.IdAsync();
        _ = parley;
        return (await one.CreatesAsync(new CreateConversation(ConversationType.Direct, MemberIds: [other.Id.ToString()]))).Id;
    }

    public static void IsQuiet(this PushService service) => Assert.Null(service.Waiting);
}
