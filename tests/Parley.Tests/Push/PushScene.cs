using Parley.Protocol;
using Parley.Tests.Cast;

namespace Parley.Tests.Push;

/// <summary>Ada and Grace in a direct conversation, and a browser of Grace's that a push service of ours reaches.</summary>
internal sealed record PushScene(PushService Service, TestParley Parley, Person Ada, Person Grace, ConversationId Direct, Browser Browser) : IAsyncDisposable
{
    public static async Task<PushScene> BeginAsync()
    {
        var service = await PushService.StartAsync();
        var parley = await TestParley.StartAsync(Pushing.Allowed);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await parley.DirectAsync(ada, grace);
        var browser = new Browser();
        await grace.SubscribesAsync(browser, $"{service.Address}/grace");
        return new(service, parley, ada, grace, direct, browser);
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await Parley.DisposeAsync();
        await Service.DisposeAsync();
    }
}
