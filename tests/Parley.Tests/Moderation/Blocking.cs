using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Moderation;

public sealed class Blocking
{
    [Fact]
    public async Task Between_the_two_no_direct_conversation_begins_and_both_may_begin_one_once_it_ends()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, mallory) = (parley.Person("Ada"), parley.Person("Mallory"));
        await mallory.IdAsync();
        await SucceedsAsync(ada.BlocksAsync(mallory));
        await SucceedsAsync(ada.BlocksAsync(mallory));   // twice is once

        await Refused.WithAsync(Errors.Blocked, mallory.BeginsWithAsync(ada));
        await Refused.WithAsync(Errors.Blocked, ada.BeginsWithAsync(mallory));
        Assert.Equal(["Mallory"], (await ada.GetAsync<Listing<BlockView>>("me/blocks")).Items.Select(b => b.DisplayName));
        Assert.Empty((await mallory.GetAsync<Listing<BlockView>>("me/blocks")).Items);

        await SucceedsAsync(ada.UnblocksAsync(mallory));
        await SucceedsAsync(ada.UnblocksAsync(mallory));
        await SucceedsAsync(mallory.BeginsWithAsync(ada));
    }

    [Fact]
    public async Task In_their_direct_conversation_neither_writes_reacts_edits_or_types_until_it_ends()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, mallory) = (parley.Person("Ada"), parley.Person("Mallory"));
        var direct = await mallory.DirectAsync(ada);
        var (his, hers) = (await mallory.SaysAsync(direct, "hello"), await ada.SaysAsync(direct, "go away"));
        var (laptop, phone) = (await mallory.OpensAsync(), await ada.OpensAsync());

        await SucceedsAsync(ada.BlocksAsync(mallory));

        foreach (var (person, own, other) in new[] { (mallory, his, hers), (ada, hers, his) })
        {
            await Refused.WithAsync(Errors.Blocked, person.PostsAsync(direct, "once more"));
            await Refused.WithAsync(Errors.Blocked, person.Socket.AsksAsync("send_message", $"\"conversation_id\":\"{direct}\",\"content\":\"and more\""));
            await Refused.WithAsync(Errors.Blocked, person.ReactsAsync(other.Id, "👎"));
            await Refused.WithAsync(Errors.Blocked, person.EditsAsync(own.Id, "in other words"));
            await Refused.WithAsync(Errors.Blocked, person.Socket.AsksAsync("start_typing", $"\"conversation_id\":\"{direct}\""));
            Assert.Equal(["hello", "go away"], await person.TextsAsync(direct));   // what was said stays readable
        }

        await SucceedsAsync(mallory.DeletesAsync(his.Id));   // taking back is no writing
        await SucceedsAsync(ada.UnblocksAsync(mallory));
        await mallory.SaysAsync(direct, "sorry");
        Assert.Equal("sorry", (await HeardAsync<MessagePosted>(phone)).Message.Content);
        Assert.DoesNotContain(await laptop.HeardSoFarAsync(), heard => heard is BlockUpdated);
    }

    [Fact]
    public async Task In_a_group_both_go_on_writing_and_neither_sees_the_other_type()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, mallory, grace) = (parley.Person("Ada"), parley.Person("Mallory"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(grace, ada, mallory);
        foreach (var person in new[] { ada, mallory, grace })
            await person.OpensAsync();
        await SucceedsAsync(ada.BlocksAsync(mallory));
        Assert.Equal(new BlockUpdated(mallory.Id, true), await HeardAsync<BlockUpdated>(ada.Socket));

        foreach (var (typist, other) in new[] { (mallory, ada), (ada, mallory) })
        {
            await typist.Socket.SendsAsync($$"""{"type":"start_typing","conversation_id":"{{lobby}}"}""");
            await typist.Socket.SendsAsync($$"""{"type":"stop_typing","conversation_id":"{{lobby}}"}""");
            await typist.Socket.DoesAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"hello\"");
            var heard = await other.Socket.HeardSoFarAsync();
            Assert.Contains(heard, e => e is MessagePosted);
            Assert.DoesNotContain(heard, e => e is TypingChanged);
            Assert.Equal(2, (await grace.Socket.HeardSoFarAsync()).OfType<TypingChanged>().Count());
        }
    }

    [Fact]
    public async Task Each_is_to_the_other_as_somebody_who_went_away()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, mallory, grace) = (parley.Person("Ada"), parley.Person("Mallory"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, mallory, grace);
        foreach (var person in new[] { ada, mallory, grace })
        {
            await person.OpensAsync();
            await person.Socket.AsksAsync("ping");
        }

        parley.Clock.Advance(TimeSpan.FromSeconds(1));
        await grace.HearsAsync<PresenceChanged>();
        await grace.HearsAsync<PresenceChanged>();
        foreach (var person in new[] { ada, mallory })
            Assert.All(await PresenceHeardAsync(person, 2), p => Assert.Equal(PresenceStatus.Online, p.Status));

        await SucceedsAsync(ada.BlocksAsync(mallory));
        Assert.Equal((mallory.Id, PresenceStatus.Offline), (await PresenceHeardAsync(ada, 1)).Select(p => (p.UserId, p.Status)).Single());
        Assert.Equal((ada.Id, PresenceStatus.Offline), (await PresenceHeardAsync(mallory, 1)).Select(p => (p.UserId, p.Status)).Single());
        Assert.Equal(new PresenceView(mallory.Id, PresenceStatus.Offline, null), await AskAsync(ada, mallory));
        Assert.Equal(new PresenceView(ada.Id, PresenceStatus.Offline, null), await AskAsync(mallory, ada));
        Assert.Equal(PresenceStatus.Online, (await AskAsync(grace, mallory)).Status);
        await grace.SaysAsync(lobby, "something to read");
        await SucceedsAsync(mallory.ReadsUpToAsync(lobby));
        Assert.Null(await LastSeenAsync(ada));
        Assert.NotNull(await LastSeenAsync(grace));

        await AcknowledgedAsync(mallory.Socket.AsksAsync("update_presence", "\"status\":\"busy\""));
        parley.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(PresenceStatus.Busy, (await PresenceHeardAsync(grace, 1))[0].Status);
        Assert.DoesNotContain(await ada.Socket.HeardSoFarAsync(), e => e is PresenceChanged);

        await SucceedsAsync(ada.UnblocksAsync(mallory));
        Assert.Equal(PresenceStatus.Busy, (await PresenceHeardAsync(ada, 1))[0].Status);

        async Task<DateTimeOffset?> LastSeenAsync(Person reader) =>
            (await reader.GetAsync<Listing<MemberView>>($"conversations/{lobby}/members")).Items.Single(m => m.UserId == mallory.Id).LastSeenAt;
    }

    [Fact]
    public async Task Nobody_blocks_themselves_somebody_unknown_or_somebody_elsewhere()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        using var root = await Visitor.RegisteredAsync(parley, "root");
        await Person.ReadAsync<WorkspaceView>(await root.PostAsync("workspaces", new CreateWorkspace("elsewhere", "Elsewhere")));
        using var eve = await Visitor.RegisteredAsync(parley, "eve", "elsewhere");

        await Refused.WithAsync(Errors.ValidationFailed, ada.BlocksAsync(ada));
        await Refused.WithAsync(Errors.UserNotFound, ada.Http.PutAsync($"me/blocks/{eve.User.Id}", null));
        await Refused.WithAsync(Errors.UserNotFound, ada.Http.PutAsync("me/blocks/external:nobody", null));
        await Refused.WithAsync(Errors.UserNotFound, eve.Http.PutAsync($"me/blocks/{await ada.IdAsync()}", null));
    }

    private static async Task<TEvent> HeardAsync<TEvent>(PersonSocket socket)
        where TEvent : ChatEvent
    {
        while (true)
        {
            if (Hearing.Event(await socket.NextAsync()) is TEvent wanted)
                return wanted;
        }
    }

    private static async Task<List<PresenceChanged>> PresenceHeardAsync(Person person, int count)
    {
        var heard = new List<PresenceChanged>();
        while (heard.Count < count)
            heard.Add(await HeardAsync<PresenceChanged>(person.Socket));

        return heard;
    }

    private static async Task<PresenceView> AskAsync(Person person, Person about) =>
        (await person.GetAsync<Listing<PresenceView>>($"presence?user_ids={about.Id}")).Items.Single();
}
