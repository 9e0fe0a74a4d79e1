using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;

namespace Parley.Tests.Realtime;

/// <summary>P5: nothing reaches somebody who lost the right to see it, from the removal's number on.</summary>
public sealed class ResumingWhileRemoved
{
    private const string NoLimits = "--Parley:RateLimits:Enabled=false";

    [Fact]
    public async Task Who_was_removed_while_away_is_told_to_reload_and_nothing_else()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await ada.DeleteAsync($"conversations/{lobby}/members/{grace.Id}").DoneAsync();
        await ada.SaysAsync(lobby, "she is gone");
        var socket = await grace.OpensAsync();

        Assert.Equal(new ResetNeeded(lobby, 0), Assert.Single(await socket.ResumesAsync(lobby, 1)));

        await ada.SaysAsync(lobby, "and hears nothing");
        Assert.Empty((await socket.HeardSoFarAsync()).Seqs(lobby));
    }

    [Fact]
    public async Task Who_comes_back_hears_everything_from_the_join_on()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var socket = await grace.OpensAsync();

        await grace.PostAsync($"conversations/{lobby}/leave").DoneAsync();        // 2, and 3 says so in the timeline
        await ada.SaysAsync(lobby, "unheard");                                     // 4
        await ada.PostAsync($"conversations/{lobby}/members", new AddMembers([$"{grace.Id}"])).DoneAsync();   // 5 and 6
        await ada.SaysAsync(lobby, "heard");                                       // 7

        Assert.Equal([2L, 5L, 6L, 7L], (await socket.HeardSoFarAsync()).Seqs(lobby));
        Assert.Empty((await socket.ResumesAsync(lobby, 7)).Seqs(lobby));
    }

    [Fact]
    public async Task Who_is_removed_while_a_thousand_messages_flow_hears_their_removal_last()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var lobby = await parley.ConversationAsync(ada, grace, linus);
        var (first, second) = (await linus.OpensAsync(), await linus.OpensAsync());
        await ada.OpensAsync();
        await grace.OpensAsync();

        var flow = ada.Socket.FloodsAsync(lobby, 1000);
        while ((await grace.HearsAsync<MessagePosted>()).Seq < 300)
            continue;
        await ada.DeleteAsync($"conversations/{lobby}/members/{linus.Id}").DoneAsync();
        await Task.WhenAll(flow, ada.Socket.FloodsAsync(lobby, 200));

        foreach (var socket in new[] { first, second })
        {
            var heard = await socket.HeardSoFarAsync();
            var removal = Assert.IsType<MemberLeft>(heard.OfType<ConversationEvent>().Last());
            Assert.Equal(2L.To(removal.Seq), heard.Seqs(lobby));
            Assert.InRange(removal.Seq, 300, 1100);
        }
    }

    [Fact]
    public async Task Who_is_removed_while_resuming_hears_everything_up_to_the_removal_or_is_told_to_reload()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, linus) = (parley.Person("Ada"), parley.Person("Linus"));
        var lobby = await parley.ConversationAsync(ada, linus);
        await (await ada.OpensAsync()).FloodsAsync(lobby, 600);
        var random = new Random(2026);
        var outcomes = new HashSet<string>();
        for (var round = 0; round < 150; round++)
        {
            var seq = await ada.LastSeqAsync(lobby);
            var from = random.Next(3) switch { 0 => seq, 1 => seq - random.Next(10), _ => seq - random.Next(600) };
            using var socket = await linus.OpensAsync();
            var flow = ada.Socket.FloodsAsync(lobby, random.Next(20));
            var resuming = socket.ResumesAsync(new Dictionary<ConversationId, long> { [lobby] = from });
            if (random.Next(2) == 0)
                await resuming;
            var removing = ada.DeleteAsync($"conversations/{lobby}/members/{linus.Id}").DoneAsync();
            await Task.WhenAll(flow, resuming, removing);

            var removal = (await ada.ChangesAsync(lobby, seq)).OfType<MemberLeft>().Single();
            var heard = await socket.HeardSoFarAsync();
            var numbers = heard.Seqs(lobby);
            outcomes.Add(heard.OfType<ResetNeeded>().Any() ? "told to reload" : "told everything");
            Assert.DoesNotContain(numbers, number => number > removal.Seq);
            Assert.Equal(numbers.Distinct().Count(), numbers.Count);
            if (!heard.OfType<ResetNeeded>().Any())
                Assert.Equal((from + 1).To(removal.Seq), numbers.Order());

            await ada.PostAsync($"conversations/{lobby}/members", new AddMembers([$"{linus.Id}"])).DoneAsync();
        }

        Assert.Contains("told everything", outcomes);
    }

    [Fact]
    public async Task Who_is_removed_and_comes_back_while_resuming_misses_nothing_and_hears_nothing_twice()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, linus) = (parley.Person("Ada"), parley.Person("Linus"));
        var lobby = await parley.ConversationAsync(ada, linus);
        await (await ada.OpensAsync()).FloodsAsync(lobby, 600);
        var random = new Random(2027);
        for (var round = 0; round < 100; round++)
        {
            var seq = await ada.LastSeqAsync(lobby);
            var from = seq - random.Next(600);
            using var socket = await linus.OpensAsync();
            var resuming = socket.ResumesAsync(new Dictionary<ConversationId, long> { [lobby] = from });
            await ada.DeleteAsync($"conversations/{lobby}/members/{linus.Id}").DoneAsync();
            await ada.PostAsync($"conversations/{lobby}/members", new AddMembers([$"{linus.Id}"])).DoneAsync();
            await ada.SaysAsync(lobby, "welcome back");
            await resuming;

            // A removal, its line in the timeline, a join, its line, a message. What was said while Linus was out he may miss.
            var out_ = seq + 2;
            var heard = await socket.HeardSoFarAsync();
            var numbers = heard.Seqs(lobby);
            Assert.Equal(numbers.Distinct().Count(), numbers.Count);
            if (!heard.OfType<ResetNeeded>().Any())
                Assert.Equal((from + 1).To(seq + 5).Where(n => n != out_), numbers.Order().Where(n => n != out_));
        }
    }
}
