using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

/// <summary>A conversation with <c>history: from_join</c> shows newcomers only what is said from then on.</summary>
public sealed class HidingThePast
{
    [Fact]
    public async Task A_newcomer_pages_back_to_their_own_arrival_and_no_further()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var (room, _) = await RoomAsync(ada, grace, 5);
        var arrival = (await grace.PagesAsync(room)).Items[0].Ordinal;

        await ada.SaysAsync(room, "welcome");

        foreach (var query in new[] { "", "?before=99", "?after=0", "?after=1", $"?around={arrival}", "?around=1", "?before=3" })
        {
            var page = await grace.PagesAsync(room, query);
            Assert.All(page.Items, message => Assert.True(message.Ordinal >= arrival, query));
            Assert.False(page.HasMoreBefore, query);
        }

        Assert.Equal("welcome", (await grace.PagesAsync(room)).Items[^1].Content);
        Assert.Contains("old 1", await ada.TextsAsync(room));
    }

    [Fact]
    public async Task What_was_said_before_is_not_found_by_its_id_either()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var (room, old) = await RoomAsync(ada, grace);

        foreach (var part in new[] { "", "/replies", "/edits", "/reactions", "/readers" })
            await Refused.WithAsync(Errors.NotFound, grace.AsksForAsync($"messages/{old}{part}"));
        await Refused.WithAsync(Errors.NotFound, grace.SendsAsync(room, new SendMessageBody(ForwardFrom: old)));
        await Refused.WithAsync(Errors.NotFound, grace.SendsAsync(room, new SendMessageBody("what?", ReplyTo: old)));
        await Refused.WithAsync(Errors.NotFound, grace.ReactsAsync(old, "👀"));
    }

    [Fact]
    public async Task An_edit_of_it_reaches_those_who_were_there_and_tells_the_newcomer_only_its_number()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var (room, old) = await RoomAsync(ada, grace);
        await ada.OpensAsync();
        await grace.OpensAsync();

        await SucceedsAsync(ada.EditsAsync(old, "still a secret"));

        var told = await ada.HearsAsync<MessageUpdated>();
        Assert.Equal((told.Seq, "still a secret"), ((await grace.HearsAsync<EarlierChanged>()).Seq, told.Message.Content));
    }

    [Fact]
    public async Task An_answer_to_it_comes_to_the_newcomer_without_the_quote()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var (room, old) = await RoomAsync(ada, grace);
        await ada.OpensAsync();
        await grace.OpensAsync();

        var answer = await ada.SaysAsync(room, "as I said", old);
        await SucceedsAsync(ada.EditsAsync(answer.Id, "as I wrote"));

        Assert.Equal("old 1", (await ada.HearsAsync<MessagePosted>()).Message.Quote!.Content);
        Assert.Equal("", (await grace.HearsAsync<MessagePosted>()).Message.Quote!.Content);
        Assert.Equal("old 1", (await ada.HearsAsync<MessageUpdated>()).Message.Quote!.Content);
        Assert.Equal("", (await grace.HearsAsync<MessageUpdated>()).Message.Quote!.Content);
        Assert.Equal("", (await grace.LooksAtAsync(answer.Id)).Quote!.Content);
        Assert.Equal("", (await grace.PagesAsync(room)).Items[^1].Quote!.Content);
        Assert.Equal("", (await grace.LooksAtAsync(room)).LastMessage!.Quote!.Content);
        Assert.Equal("old 1", (await ada.LooksAtAsync(answer.Id)).Quote!.Content);
    }

    [Fact]
    public async Task A_newcomers_picture_moved_by_what_they_hear_or_read_of_the_log_is_the_one_they_fetch()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var (room, old) = await RoomAsync(ada, grace, 3);
        await grace.OpensAsync();
        var (live, replayed) = (await ClientState.FetchAsync(grace), await ClientState.FetchAsync(grace));

        await SucceedsAsync(ada.PatchAsync($"conversations/{room}", new UpdateConversation("Renamed")));
        await SucceedsAsync(ada.EditsAsync(old, "edited in secret"));
        var answer = await ada.SaysAsync(room, "as I said", old);
        await SucceedsAsync(ada.EditsAsync(answer.Id, "as I wrote"));
        await SucceedsAsync(ada.DeletesAsync(old));

        var fresh = await ClientState.FetchAsync(grace);
        var heard = await grace.Socket.HeardSoFarAsync();
        await live.HearAsync(heard);
        replayed.Replay(room, await grace.ChangesAsync(room, replayed.Positions[room]));
        Assert.Equal(fresh.Describe(room), live.Describe(room));
        Assert.Equal(fresh.Describe(room), replayed.Describe(room));
    }

    [Fact]
    public async Task Neither_the_log_nor_a_resume_tells_a_newcomer_a_word_of_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var (room, old) = await RoomAsync(ada, grace, 3);
        await SucceedsAsync(ada.EditsAsync(old, "old and edited"));
        await SucceedsAsync(ada.PatchAsync($"conversations/{room}", new UpdateConversation("Renamed")));

        var log = await (await grace.AsksForAsync($"conversations/{room}/changes?after=0")).TextAsync();
        var resumed = await (await grace.OpensAsync()).ResumesAsync(room, 0);

        Assert.DoesNotContain("old", log, StringComparison.Ordinal);
        Assert.DoesNotContain(resumed, e => e is MessagePosted { Message.Content: var text } && text.Contains("old", StringComparison.Ordinal));
        Assert.Equal(1L.To(await ada.LastSeqAsync(room)), resumed.Seqs(room));
        var opened = await AcknowledgedAsync(grace.Socket.AsksAsync("join_conversation", $"\"conversation_id\":\"{room}\""));
        Assert.DoesNotContain("old", opened.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_the_past_shows_it_to_everybody_and_closing_it_hides_it_again()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var (room, old) = await RoomAsync(ada, grace);

        await SucceedsAsync(ada.PatchAsync($"conversations/{room}", new UpdateConversation(History: HistoryVisibility.FromStart)));
        Assert.Equal("old 1", (await grace.LooksAtAsync(old)).Content);
        await SucceedsAsync(ada.PatchAsync($"conversations/{room}", new UpdateConversation(History: HistoryVisibility.FromJoin)));
        await Refused.WithAsync(Errors.NotFound, grace.AsksForAsync($"messages/{old}"));
    }

    [Fact]
    public async Task Who_comes_back_sees_what_is_said_from_then_on()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var (room, _) = await RoomAsync(ada, grace);
        await SucceedsAsync(grace.LeavesAsync(room));
        await ada.SaysAsync(room, "behind their back");

        await ada.BringsAsync(room, grace);

        Assert.DoesNotContain("behind their back", await grace.TextsAsync(room));
        Assert.Equal(0, (await grace.LooksAtAsync(room)).UnreadCount! - 1);   // the line that says who came
    }

    [Fact]
    public async Task Only_admins_open_or_close_the_past()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var (room, _) = await RoomAsync(ada, grace);

        await Refused.WithAsync(
            Errors.Forbidden, grace.PatchAsync($"conversations/{room}", new UpdateConversation(History: HistoryVisibility.FromStart)));
    }

    /// <summary>A room of Ada's that hides its past, some messages in it, and then Grace.</summary>
    private static async Task<(ConversationId Room, MessageId First)> RoomAsync(Person ada, Person grace, int messages = 1)
    {
        await grace.IdAsync();
        var room = (await ada.CreatesAsync(new CreateConversation(ConversationType.Group, "Room", History: HistoryVisibility.FromJoin))).Id;
        var first = await ada.SaysAsync(room, "old 1");
        for (var i = 2; i <= messages; i++)
            await ada.SaysAsync(room, $"old {i}");

        await ada.BringsAsync(room, grace);
        return (room, first.Id);
    }
}
