using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;

namespace Parley.Tests.Realtime;

/// <summary>P7: a slow reader never slows others; it is cut off and resumes.</summary>
public sealed class SlowReaders
{
    private const string NoLimits = "--Parley:RateLimits:Enabled=false";
    private const int Messages = 1500;   // of 16 KB: more than the kernel's buffers and the outbox hold
    private const int Window = 20;       // so that those who do read never meet the outbox's limit

    private static readonly string Big = new('x', 15_000);

    [Fact]
    public async Task Others_hear_everything_while_one_reads_nothing_and_is_cut_off_and_resumes()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var lobby = await parley.ConversationAsync(ada, grace, linus);
        using var stuck = await RawSocket.OpenAsync(parley, linus);
        await ada.OpensAsync();
        await grace.OpensAsync();

        var graces = new List<ChatEvent>();
        for (var sent = 0; sent < Messages; sent += Window)
        {
            await ada.Socket.FloodsAsync(lobby, Window, Big, Window);
            graces.AddRange(await grace.Socket.HeardSoFarAsync());
        }

        Assert.Equal(2L.To(Messages + 1), graces.Seqs(lobby));

        var heard = (await stuck.ReadUntilAsync<Resumed>()).Seqs(lobby);
        Assert.Equal((WebSocketCloseStatus)CloseCodes.TooSlow, stuck.CloseCode);
        Assert.Equal(2L.To(heard[^1]), heard);
        Assert.True(heard.Count < Messages, "It was never too slow.");

        var told = await (await linus.OpensAsync()).ResumesAsync(lobby, heard[^1]);
        Assert.Equal((heard[^1] + 1).To(Messages + 1), told.Seqs(lobby));
    }

    [Fact]
    public async Task One_that_never_reads_again_is_let_go()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, linus) = (parley.Person("Ada"), parley.Person("Linus"));
        var lobby = await parley.ConversationAsync(ada, linus);
        var gone = new TaskCompletionSource();
        using var stuck = await RawSocket.OpenAsync(parley, linus);
        parley.Services.GetRequiredService<SocketLife>().Closed += (connection, _) =>
        {
            if (connection.CloseCode == CloseCodes.TooSlow)
                gone.TrySetResult();
        };

        await (await ada.OpensAsync()).FloodsAsync(lobby, Messages, Big, Window);
        for (var seconds = 0; seconds < 30 && !gone.Task.IsCompleted; seconds++)
        {
            parley.Clock.Advance(TimeSpan.FromSeconds(1));
            await ada.Socket.AsksAsync("ping");
        }

        await gone.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(1, parley.Services.GetRequiredService<Switchboard>().Count);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('\u0001')]   // six bytes each in JSON
    public async Task A_slow_reader_is_not_cut_off_by_its_own_past(char letter)
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, linus) = (parley.Person("Ada"), parley.Person("Linus"));
        var lobby = await parley.ConversationAsync(ada, linus);
        await ada.OpensAsync();
        var text = new string(letter, Limits.MessageCharacters);
        for (var i = 0; i < 300; i++)
            await ada.SaysAsync(lobby, text);

        using var slow = await RawSocket.OpenAsync(parley, linus);
        await slow.SendsAsync($$"""{"type":"resume",{{Hearing.Positions(new Dictionary<ConversationId, long> { [lobby] = 1 })}}}""");
        for (var i = 0; i < 300; i++)
            await ada.SaysAsync(lobby, text);

        Assert.Equal(2L.To(601), [.. (await slow.ReadUntilAsync<Resumed>()).Seqs(lobby)]);
        Assert.Null(slow.CloseCode);
    }
}
