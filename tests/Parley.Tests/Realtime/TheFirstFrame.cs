using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Realtime;

/// <summary>connection_established comes first, however busy the conversations are that the socket is about to hear.</summary>
public sealed class TheFirstFrame
{
    [Fact]
    public async Task Is_the_welcome_even_in_the_middle_of_a_busy_conversation()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var talker = await ada.OpensAsync();
        using var enough = new CancellationTokenSource();
        var talking = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await talker.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"on and on\"");
        });

        for (var i = 0; i < 300; i++)
        {
            using var socket = await PersonSocket.ConnectAsync(parley.Address, $"?token={grace.Token}");
            Assert.Equal("connection_established", (await socket.NextAsync()).GetProperty("type").GetString());
        }

        await enough.CancelAsync();
        await talking;
    }
}
