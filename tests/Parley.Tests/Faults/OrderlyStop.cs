using System.Diagnostics;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Faults;

/// <summary>Stopping: sockets are told 1001, what was acknowledged is there afterwards, and it does not take long.</summary>
[Collection(nameof(Alone))]
public sealed class OrderlyStop
{
    [Fact]
    public async Task Sockets_are_told_that_the_server_goes_away_and_everything_acknowledged_is_there_after_a_restart()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
        var people = Enumerable.Range(0, 10).Select(i => parley.Person($"Person {i}")).ToArray();
        var lobby = await parley.ConversationAsync(people);
        var senders = people.Select((p, i) => new Sender(p.Token, lobby, overSocket: i % 2 == 0)).ToList();
        var listener = await people[0].OpensAsync();
        var server = parley.Address;
        var underway = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sending = senders.Select(s => s.SendUntilCutAsync(server, () =>
        {
            if (s.Acknowledged.Count > 50)
                underway.TrySetResult();

            return !s.Refused.IsEmpty;
        })).ToArray();

        await underway.Task;
        await parley.RestartAsync("--Parley:RateLimits:Enabled=false");
        await Task.WhenAll(sending);

        await Assert.ThrowsAsync<System.Threading.Channels.ChannelClosedException>(async () =>
        {
            while (true)
                await listener.NextAsync();
        });
        Assert.Equal(CloseCodes.GoingAway, (int?)listener.CloseCode);
        Assert.All(senders.SelectMany(s => s.Refused.Keys), code => Assert.Equal("shutting_down", code));
        await Task.WhenAll(senders.Select(s => s.SettleAsync(parley.Address)));
        await Books.CompareAsync(parley.Address, senders, people[0].Token, people[9].Token);
    }

    [Fact]
    public async Task Fifty_busy_sockets_of_which_five_are_deaf_do_not_hold_up_the_end_of_the_process()
    {
        var data = Directory.CreateTempSubdirectory("parley-stopped-").FullName;
        await using var server = await ServerProcess.StartAsync(data, "--Parley:RateLimits:Enabled=false");
        var conversation = (await Town.SettleAsync(server.Address, conversations: 1))[0].Conversation;
        var senders = Enumerable.Range(0, 45).Select(i => new Sender(Town.Token(i % Town.People), conversation, overSocket: true)).ToList();
        var deaf = new List<HostileSocket>();
        for (var i = 0; i < 5; i++)
            deaf.Add(await HostileSocket.OpenAsync(server.Address, Town.Token(i)));

        var underway = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sending = senders.Select(s => s.SendUntilCutAsync(server.Address, () =>
        {
            if (senders.All(other => other.Acknowledged.Count > 8))
                underway.TrySetResult();

            return false;
        })).ToArray();
        await underway.Task.WaitAsync(TimeSpan.FromSeconds(20));

        var asked = Stopwatch.GetTimestamp();
        var code = await server.TerminateAsync();
        var took = Stopwatch.GetElapsedTime(asked);
        await Task.WhenAll(sending);

        TestContext.Current.SendDiagnosticMessage($"Ended {took.TotalMilliseconds:0} ms after SIGTERM");
        Assert.Equal(0, code);
        Assert.True(took < TimeSpan.FromSeconds(8), $"It took {took}.");   // one last word of 5 s and one second for answers, not one per socket
        deaf.ForEach(socket => socket.Dispose());

        await using var again = await ServerProcess.StartAsync(data, "--Parley:RateLimits:Enabled=false");
        await Task.WhenAll(senders.Select(s => s.SettleAsync(again.Address)));
        await Books.CompareAsync(again.Address, senders, Town.Token(0), Town.Token(19));
        Directory.Delete(data, recursive: true);
    }
}
