using System.Net.WebSockets;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Presence;

public sealed class DeadLines
{
    [Fact]
    public async Task A_line_that_does_not_answer_is_ended_within_a_minute_and_its_person_is_offline()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await parley.ConversationAsync(ada, grace);
        var hers = await ada.OpensAsync();
        await hers.AsksAsync("ping");   // presence knows of hers, so the next to come is the other
        var opened = Lines.NextOpenedAsync(parley);
        using var dead = await OpensAndNeverReadsAsync(parley, grace);
        await opened;
        await StepAsync(parley, hers, 1);
        Assert.Equal(PresenceStatus.Online, (await ada.HearsAsync<PresenceChanged>()).Status);

        var closed = Lines.NextClosedAsync(parley);
        for (var seconds = 1; seconds < 55; seconds += 6)   // who answers stays
            await StepAsync(parley, hers, 6);

        await EndedAsync(dead);
        await closed;
        await StepAsync(parley, hers, 1);

        var heard = await ada.HearsAsync<PresenceChanged>();
        Assert.Equal((grace.Id, PresenceStatus.Offline), (heard.UserId, heard.Status));
        Assert.Equal(PresenceStatus.Offline, (await ada.GetAsync<Listing<PresenceView>>($"presence?user_ids={grace.Id}")).Items[0].Status);
        Assert.Null(hers.CloseCode);
    }

    private static async Task StepAsync(TestParley parley, PersonSocket living, int seconds)
    {
        parley.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await living.AsksAsync("ping");
    }

    private static async Task<ClientWebSocket> OpensAndNeverReadsAsync(TestParley parley, Person person)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await socket.ConnectAsync(new Uri($"ws://{parley.Address.Authority}/ws?token={person.Token}"), CancellationToken.None);
        return socket;
    }

    /// <summary>Reads what had been sent until the line is found broken, without a close frame.</summary>
    private static async Task EndedAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            while (true)
                await socket.ReceiveAsync(new byte[4096], patience.Token);
        });
    }
}
