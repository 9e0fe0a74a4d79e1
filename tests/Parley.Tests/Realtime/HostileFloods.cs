using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Realtime;

/// <summary>Much at once: frames and pings.</summary>
public sealed class HostileFloods
{
    [Fact]
    public async Task Too_many_frames_are_refused_and_whoever_does_not_listen_to_that_is_closed()
    {
        await using var parley = await TestParley.StartAsync();
        using var flooder = await HostileSocket.OpenAsync(parley.Address, parley.Person("Ada").Token);
        using var patient = await HostileSocket.OpenAsync(parley.Address, parley.Person("Ada").Token);

        // One budget for all sockets of a person: 400 at once.
        for (var i = 0; i < 401; i++)
            await patient.SendAsync("""{"type":"ping","ref":"p"}""");
        for (var i = 0; i < 400; i++)
            Assert.Equal("pong", Type(await patient.HearsAsync()));
        var refused = JsonElement.Parse(await patient.HearsAsync());
        Assert.Equal(("rate_limited", "p"), (refused.GetProperty("code").GetString(), refused.GetProperty("ref").GetString()));

        for (var i = 0; i < 501; i++)
            await flooder.SendAsync("""{"type":"ping"}""");
        Assert.Equal(CloseCodes.Policy, await flooder.ClosedAsync());

        parley.Clock.Advance(TimeSpan.FromSeconds(1));
        await patient.SendAsync("""{"type":"ping"}""");
        Assert.Equal("pong", Type(await patient.HearsAsync()));
    }

    [Fact]
    public async Task A_flood_of_pings_that_nobody_reads_the_answers_to_disturbs_nobody()
    {
        var log = new HeardLog();
        await using var parley = await TestParley.StartAsync(log);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();
        using var flooder = await HostileSocket.OpenAsync(parley.Address, ada.Token);
        using var enough = new CancellationTokenSource();
        byte[] pings = [.. Enumerable.Repeat(HostileSocket.Frame(HostileSocket.Fin | HostileSocket.Ping, new byte[125]), 100).SelectMany(p => p)];

        // 27 MB of pings: more answers than the socket's buffers and the outbox hold together.
        var flood = Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
                await flooder.SendAsync(pings);
        });
        for (var i = 0; i < 50; i++)
        {
            await ada.SaysAsync(lobby, $"{i}");
            Assert.Equal($"{i}", (await grace.HearsAsync<MessagePosted>()).Message.Content);
        }

        parley.Clock.Advance(TimeSpan.FromSeconds(10));   // last words to a reader that does not read end here
        flooder.Dispose();
        await flood.ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Empty(log.Errors);
    }

    private static string? Type(string frame) => JsonElement.Parse(frame).GetProperty("type").GetString();
}
