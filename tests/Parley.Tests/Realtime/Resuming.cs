using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;

namespace Parley.Tests.Realtime;

/// <summary>P4: who comes back with a last number gets everything missed, once and in order, or is plainly told to reload.</summary>
public sealed class Resuming
{
    private const string NoLimits = "--Parley:RateLimits:Enabled=false";

    [Fact]
    public async Task What_happened_during_a_cut_is_told_once_and_in_order()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var (edited, deleted) = (await ada.SaysAsync(lobby, "to be edited"), await ada.SaysAsync(lobby, "to be deleted"));
        await linus.IdAsync();
        (await grace.OpensAsync()).Cut();
        var state = await ClientState.FetchAsync(grace);
        var seq = state.Positions[lobby];

        await ada.SaysAsync(lobby, "new", edited.Id);
        await ada.PatchAsync($"messages/{edited.Id}", new EditMessageBody("edited")).DoneAsync();
        await ada.PutAsync($"messages/{edited.Id}/reactions/👍", new Done()).DoneAsync();
        await ada.PutAsync($"messages/{edited.Id}/reactions/🎉", new Done()).DoneAsync();
        await ada.DeleteAsync($"messages/{edited.Id}/reactions/👍").DoneAsync();
        await ada.DeleteAsync($"messages/{deleted.Id}").DoneAsync();
        await ada.PostAsync($"conversations/{lobby}/members", new AddMembers([$"{linus.Id}"])).DoneAsync();
        await ada.PatchAsync($"conversations/{lobby}/members/{linus.Id}", new UpdateMember(MemberRole.Admin)).DoneAsync();
        await linus.PostAsync($"conversations/{lobby}/leave").DoneAsync();
        await ada.PatchAsync($"conversations/{lobby}", new UpdateConversation("Renamed")).DoneAsync();

        var heard = await (await grace.OpensAsync()).ResumesAsync(lobby, seq);

        Assert.Equal((seq + 1).To(await ada.LastSeqAsync(lobby)), heard.Seqs(lobby));
        await state.HearAsync(heard);
        Assert.Equal((await ClientState.FetchAsync(grace)).Describe(), state.Describe());
        Assert.Equal((0, 0), (state.Doubles, state.Waiting));
    }

    [Fact]
    public async Task Each_conversation_goes_on_from_its_own_number()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        ConversationId[] rooms = [await parley.ConversationAsync(ada, grace), await parley.ConversationAsync(ada, grace), await parley.ConversationAsync(ada, grace)];
        foreach (var room in rooms)
        {
            for (var i = 0; i < 5; i++)
                await ada.SaysAsync(room, $"{i}");
        }

        var socket = await grace.OpensAsync();
        await socket.ResumesAsync(new Dictionary<ConversationId, long> { [rooms[0]] = 2, [rooms[1]] = 6, [rooms[2]] = 0 });
        var heard = await socket.HeardSoFarAsync();

        Assert.Equal(3L.To(6), heard.Seqs(rooms[0]));
        Assert.Empty(heard.Seqs(rooms[1]));
        Assert.Equal(1L.To(6), heard.Seqs(rooms[2]));
        foreach (var room in rooms)
            await ada.SaysAsync(room, "live again");

        Assert.Equal([7L, 7L, 7L], (await socket.HeardSoFarAsync()).OfType<MessagePosted>().Select(e => e.Seq));
    }

    [Fact]
    public async Task What_was_heard_live_before_the_resume_is_not_told_again()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await (await ada.OpensAsync()).FloodsAsync(lobby, 100, "missed");
        var socket = await grace.OpensAsync();

        var flow = ada.Socket.FloodsAsync(lobby, 500);
        var live = new List<ChatEvent>();
        while (live.Count < 50)
            live.Add(await grace.HearsAsync<MessagePosted>());
        await socket.ResumesAsync(new Dictionary<ConversationId, long> { [lobby] = 1 });
        await flow;
        var told = (await socket.HeardSoFarAsync()).Seqs(lobby);

        var heardLive = live.Seqs(lobby).Concat(told.TakeWhile(seq => seq > 2)).ToList();
        Assert.Equal(102L.To(100 + 1 + heardLive.Count), heardLive);
        Assert.Equal([.. 2L.To(101), .. (heardLive[^1] + 1).To(601)], told.SkipWhile(seq => seq > 2));
    }

    [Fact]
    public async Task A_resume_in_the_midst_of_a_flow_leaves_nothing_out_and_nothing_in_twice()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await ada.OpensAsync();
        for (var round = 0; round < 5; round++)
        {
            var seq = await ada.LastSeqAsync(lobby);
            var flow = ada.Socket.FloodsAsync(lobby, 500);
            using var socket = await grace.OpensAsync();
            await socket.ResumesAsync(new Dictionary<ConversationId, long> { [lobby] = seq });
            await flow;

            Assert.Equal((seq + 1).To(seq + 500), (await socket.HeardSoFarAsync()).Seqs(lobby).Order());
        }
    }

    [Fact]
    public async Task A_second_resume_on_the_same_socket_repeats_nothing_that_was_heard_live()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await ada.SaysAsync(lobby, "missed");
        var socket = await grace.OpensAsync();

        Assert.Equal([2L], (await socket.ResumesAsync(lobby, 1)).Seqs(lobby));
        await ada.SaysAsync(lobby, "live");
        Assert.Equal([3L], (await socket.ResumesAsync(lobby, 2)).Seqs(lobby));
        Assert.Empty((await socket.ResumesAsync(lobby, 2)).Seqs(lobby));
    }

    [Fact]
    public async Task Ten_thousand_missed_events_are_told_and_one_more_is_too_long_a_past()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await (await ada.OpensAsync()).FloodsAsync(lobby, Limits.ResumeEvents);

        Assert.Equal(2L.To(Limits.ResumeEvents + 1), (await (await grace.OpensAsync()).ResumesAsync(lobby, 1)).Seqs(lobby));

        await ada.SaysAsync(lobby, "the straw");
        var reset = Assert.Single(await (await grace.OpensAsync()).ResumesAsync(lobby, 1));
        Assert.Equal(new ResetNeeded(lobby, Limits.ResumeEvents + 2), reset);

        await ada.SaysAsync(lobby, "live again");
        Assert.Equal([Limits.ResumeEvents + 3L], (await grace.Socket.HeardSoFarAsync()).Seqs(lobby));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public async Task A_number_that_never_was_means_to_load_afresh(long number)
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var socket = await grace.OpensAsync();

        Assert.IsType<ResetNeeded>(Assert.Single(await socket.ResumesAsync(lobby, number)));

        await ada.SaysAsync(lobby, "live all the same");
        Assert.Equal([2L], (await socket.HeardSoFarAsync()).Seqs(lobby));
    }

    [Fact]
    public async Task Somebody_elses_conversation_is_one_that_does_not_exist()
    {
        await using var parley = await TestParley.StartAsync();
        var lobby = await parley.ConversationAsync(parley.Person("Ada"));
        var (socket, nowhere) = (await parley.Person("Eve").OpensAsync(), ConversationId.New());

        Assert.Equal(new ResetNeeded(lobby, 0), Assert.Single(await socket.ResumesAsync(lobby, 0)));
        Assert.Equal(new ResetNeeded(nowhere, 0), Assert.Single(await socket.ResumesAsync(nowhere, 0)));
    }
}
