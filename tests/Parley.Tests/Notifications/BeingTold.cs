using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Notifications;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Notifications;

/// <summary>The list of notifications (L3, L4): what is in it, who reads it away, and what takes it out.</summary>
public sealed class BeingTold
{
    [Fact]
    public async Task Messages_of_a_direct_conversation_are_one_notification_until_it_is_read()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await ada.TalksToAsync(grace);
        Assert.Empty(await grace.NoticesAsync());

        await ada.SaysAsync(direct, "one");
        var second = await ada.SaysAsync(direct, "two");

        var told = Assert.Single(await grace.UnreadAsync());
        Assert.Equal((NotificationType.Message, second.Id, "two", 2), (told.Type, told.MessageId, told.Excerpt, told.Count));
        Assert.Empty(await ada.NoticesAsync());

        await Doings.SucceedsAsync(grace.ReadsUpToAsync(direct, 1));
        Assert.Equal(1, Assert.Single(await grace.UnreadAsync()).Count);
        await Doings.SucceedsAsync(grace.ReadsUpToAsync(direct));
        Assert.Empty(await grace.UnreadAsync());

        await ada.SaysAsync(direct, "three");
        Assert.Equal((told.Id, 1), (Assert.Single(await grace.NoticesAsync()).Id, (await grace.NoticesAsync())[0].Count));
    }

    [Fact]
    public async Task Who_answers_has_read_what_is_above()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);
        await ada.SaysAsync(group, "@grace");
        await grace.OpensAsync();

        await grace.SaysAsync(group, "yes?");

        Assert.Empty(await grace.UnreadAsync());
        Assert.Equal("notifications_read", (await FirstOwnAsync(grace)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Groups_tell_of_mentions_answers_reactions_and_being_added_and_of_nothing_else()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var group = await parley.ConversationAsync(ada, grace, linus);

        var added = Assert.Single(await grace.UnreadAsync());
        Assert.Equal((NotificationType.Added, ada.Id, "Lobby", null), (added.Type, added.ActorId, added.ConversationTitle, added.MessageId));
        await Doings.SucceedsAsync(grace.ReadsUpToAsync(group));
        Assert.Empty(await grace.UnreadAsync());

        var hers = await grace.SaysAsync(group, "a thought");
        await ada.SaysAsync(group, "something else");
        Assert.Empty(await grace.UnreadAsync());

        var answer = await ada.SaysAsync(group, "indeed", hers.Id);
        await Doings.SucceedsAsync(ada.ReactsAsync(hers.Id, "👍"));
        await Doings.SucceedsAsync(linus.ReactsAsync(hers.Id, "🎉"));
        await Doings.SucceedsAsync(grace.ReactsAsync(hers.Id, "🙂"));

        var told = await grace.UnreadAsync();
        Assert.Equal([NotificationType.Reaction, NotificationType.Reply], told.Select(t => t.Type));
        Assert.Equal((linus.Id, "🎉", 2, "a thought"), (told[0].ActorId, told[0].Emoji, told[0].Count, told[0].Excerpt));
        Assert.Equal((answer.Id, "indeed"), (told[1].MessageId, told[1].Excerpt));

        await Doings.SucceedsAsync(linus.TakesBackAsync(hers.Id, "🎉"));
        Assert.Equal((ada.Id, "👍", 1), ((await grace.UnreadAsync())[0].ActorId, (await grace.UnreadAsync())[0].Emoji, (await grace.UnreadAsync())[0].Count));
        await Doings.SucceedsAsync(ada.TakesBackAsync(hers.Id, "👍"));
        Assert.Equal(NotificationType.Reply, Assert.Single(await grace.UnreadAsync()).Type);
        Assert.Single(await grace.NoticesAsync("?type=reply"));
        Assert.Empty(await grace.NoticesAsync("?type=mention"));
    }

    [Fact]
    public async Task A_file_is_told_by_itself_where_every_message_is()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await ada.TalksToAsync(grace);

        await Doings.SucceedsAsync(ada.SendsAsync(direct, new SendMessageBody("drawing.png", MessageType: MessageType.Image)));

        Assert.Equal(NotificationType.File, Assert.Single(await grace.UnreadAsync()).Type);
    }

    [Fact]
    public async Task Being_added_later_tells_and_joining_by_oneself_does_not()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var group = await parley.PublicGroupAsync(ada);
        await grace.IdAsync();

        await ada.BringsAsync(group, grace);
        await Doings.SucceedsAsync(linus.JoinsAsync(group));

        Assert.Equal(NotificationType.Added, Assert.Single(await grace.UnreadAsync()).Type);
        Assert.Empty(await linus.NoticesAsync());
    }

    [Fact]
    public async Task A_deleted_message_is_in_no_notification_and_an_edited_one_shows_its_present_words()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await ada.TalksToAsync(grace);
        var first = await ada.SaysAsync(direct, "first");
        var second = await ada.SaysAsync(direct, "secret");

        await Doings.SucceedsAsync(ada.EditsAsync(second.Id, "otherwise"));
        Assert.Equal("otherwise", Assert.Single(await grace.NoticesAsync()).Excerpt);

        await Doings.SucceedsAsync(ada.DeletesAsync(second.Id));
        var left = Assert.Single(await grace.UnreadAsync());
        Assert.Equal((first.Id, "first", 1), (left.MessageId, left.Excerpt, left.Count));

        await Doings.SucceedsAsync(ada.DeletesAsync(first.Id));
        Assert.Empty(await grace.NoticesAsync());

        // One that was read is gone as well.
        var third = await ada.SaysAsync(direct, "third");
        await Doings.SucceedsAsync(grace.ReadsUpToAsync(direct));
        await Doings.SucceedsAsync(ada.DeletesAsync(third.Id));
        Assert.Empty(await grace.NoticesAsync());
    }

    [Theory]
    [InlineData("leave")]
    [InlineData("kick")]
    [InlineData("ban")]
    [InlineData("end")]
    public async Task Who_is_out_of_a_conversation_keeps_nothing_of_it_and_is_told_nothing_more(string how)
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);
        await grace.WantsAsync(group, NotificationLevel.All);
        await ada.SaysAsync(group, "read before");
        await Doings.SucceedsAsync(grace.ReadsUpToAsync(group));
        await ada.SaysAsync(group, "@grace");
        await ada.SaysAsync(group, "and more");
        Assert.Equal(2, await grace.UnreadCountAsync());

        await Doings.SucceedsAsync(how switch
        {
            "leave" => grace.LeavesAsync(group),
            "kick" => ada.KicksAsync(group, grace),
            "ban" => ada.BansAsync(group, grace),
            _ => ada.DeleteAsync($"conversations/{group}"),
        });
        if (how != "end")
            await ada.SaysAsync(group, "@grace are you gone?");

        Assert.Empty(await grace.NoticesAsync());
        Assert.Equal(new BadgesView(0, 0, 0, 0), await grace.BadgesAsync());
        if (how != "leave" && how != "kick")
            return;

        await ada.BringsAsync(group, grace);
        await ada.SaysAsync(group, "what she set is forgotten");
        Assert.Equal(NotificationType.Added, Assert.Single(await grace.NoticesAsync()).Type);
    }

    [Fact]
    public async Task They_are_read_by_name_or_all_at_once_and_taken_off_one_by_one()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);
        for (var i = 0; i < 4; i++)
            await ada.SaysAsync(group, $"@grace {i}");
        var told = await grace.UnreadAsync();
        Assert.Equal(["@grace 3", "@grace 2", "@grace 1", "@grace 0"], told.Select(t => t.Excerpt));
        using var phone = await grace.OpensAsync();

        await Doings.SucceedsAsync(grace.PostAsync("notifications/read", new ReadNotificationsBody([told[0].Id, NotificationId.New()])));
        var heard = await phone.NextAsync();
        Assert.Equal(3, heard.GetProperty("unread_count").GetInt32());
        Assert.Equal(told[0].Id.ToString(), heard.GetProperty("ids")[0].GetString());

        await Doings.SucceedsAsync(grace.DeleteAsync($"notifications/{told[1].Id}"));
        Assert.Equal(3, (await grace.NoticesAsync("?type=mention")).Count);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.DeleteAsync($"notifications/{told[2].Id}")).StatusCode);
        await Doings.SucceedsAsync(ada.PostAsync("notifications/read", new ReadNotificationsBody([told[2].Id])));
        Assert.Equal(2, await grace.UnreadCountAsync());

        await Doings.SucceedsAsync(grace.PostAsync("notifications/read"));
        Assert.Equal(0, await grace.UnreadCountAsync());
        Assert.All(await grace.NoticesAsync(), t => Assert.NotNull(t.ReadAt));
    }

    [Fact]
    public async Task The_list_comes_in_pages_and_wrong_questions_are_refused()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);
        for (var i = 0; i < 5; i++)
            await ada.SaysAsync(group, $"@grace {i}");

        var seen = new List<string?>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await grace.GetAsync<Listing<NotificationView>>($"notifications?type=mention&limit=2{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            seen.AddRange(page.Items.Select(i => i.Excerpt));
            cursor = page.NextCursor;
        }

        Assert.Equal(["@grace 4", "@grace 3", "@grace 2", "@grace 1", "@grace 0"], seen);
        foreach (var wrong in (string[])["?limit=0", "?cursor=x", "?cursor=5", "?type=nothing", "?unread=perhaps"])
            Assert.Equal(HttpStatusCode.BadRequest, (await grace.AsksForAsync($"notifications{wrong}")).StatusCode);
    }

    [Fact]
    public async Task What_was_read_long_ago_is_forgotten_and_what_is_unread_stays()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);
        await ada.SaysAsync(group, "@grace 1");
        await Doings.SucceedsAsync(grace.ReadsUpToAsync(group));
        await ada.SaysAsync(group, "@grace 2");

        parley.Clock.Leap(TimeSpan.FromDays(91));
        await parley.Services.GetRequiredService<ForgetOldNotifications>().RunNowAsync(CancellationToken.None);

        Assert.Equal(["@grace 2"], (await grace.NoticesAsync()).Select(n => n.Excerpt));
    }

    [Fact]
    public async Task Who_came_later_is_told_nothing_of_a_past_that_is_hidden()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var group = await parley.QuietGroupAsync(ada, grace);
        await Doings.SucceedsAsync(ada.PatchAsync($"conversations/{group}", new UpdateConversation(History: HistoryVisibility.FromJoin)));
        var before = await ada.SaysAsync(group, "before");
        await linus.IdAsync();
        await ada.BringsAsync(group, linus);

        await Doings.SucceedsAsync(ada.EditsAsync(before.Id, "before, @linus and @grace"));

        Assert.Empty(await linus.NoticesAsync("?type=mention"));
        Assert.Single(await grace.NoticesAsync("?type=mention"));
        Assert.Equal(HttpStatusCode.NotFound, (await linus.AsksForAsync($"messages/{before.Id}/notification-explanation")).StatusCode);
    }

    [Fact]
    public async Task A_restart_forgets_nothing()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);
        await grace.WantsAsync(group, NotificationLevel.All);
        await ada.SaysAsync(group, "before");

        await parley.RestartAsync();
        await ada.SaysAsync(group, "after");

        Assert.Equal(2, Assert.Single(await grace.UnreadAsync()).Count);
        await grace.SaysAsync(group, "seen");
        Assert.Empty(await grace.UnreadAsync());
    }

    private static async Task<System.Text.Json.JsonElement> FirstOwnAsync(Person person)
    {
        while (true)
        {
            var heard = await person.Socket.NextAsync();
            if (heard.GetProperty("type").GetString() is "notification" or "notifications_read")
                return heard;
        }
    }
}
