using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Notifications;

/// <summary>The rules (L5): levels, keywords, mute, quiet hours, and the page that explains them.</summary>
public sealed class ChoosingWhatNotifies
{
    [Fact]
    public async Task A_conversation_may_notify_of_all_of_mentions_or_of_nothing()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);

        await grace.WantsAsync(group, NotificationLevel.All);
        await ada.SaysAsync(group, "one");
        Assert.Equal(1, await grace.UnreadCountAsync());
        Assert.Equal(
            new ConversationNotificationsView(NotificationLevel.All, NotificationLevel.All, null),
            await grace.GetAsync<ConversationNotificationsView>($"conversations/{group}/notification-settings"));

        await Doings.SucceedsAsync(grace.ReadsUpToAsync(group));
        await grace.WantsAsync(group, NotificationLevel.Nothing);
        var hers = await grace.SaysAsync(group, "leave me");
        await ada.SaysAsync(group, "@grace @all", hers.Id);
        await Doings.SucceedsAsync(ada.ReactsAsync(hers.Id, "👍"));
        Assert.Equal(0, await grace.UnreadCountAsync());

        await grace.WantsAsync(group, null);
        await ada.SaysAsync(group, "plain");
        Assert.Equal(0, await grace.UnreadCountAsync());
        await ada.SaysAsync(group, "@grace");
        Assert.Equal(1, await grace.UnreadCountAsync());
    }

    [Fact]
    public async Task A_default_holds_for_all_conversations_of_a_kind_old_and_new()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var before = await parley.QuietGroupAsync(ada, grace);
        await grace.WantsAsync(new NotificationSettings { Group = NotificationLevel.All, Direct = NotificationLevel.Nothing });
        var after = await parley.QuietGroupAsync(ada, grace);
        var direct = await ada.TalksToAsync(grace);

        await ada.SaysAsync(before, "one");
        await ada.SaysAsync(after, "two");
        await ada.SaysAsync(direct, "three");

        Assert.Equal(["two", "one"], (await grace.UnreadAsync()).Select(n => n.Excerpt));

        await grace.WantsAsync(new NotificationSettings());
        await grace.PostAsync("notifications/read");
        await ada.SaysAsync(before, "four");
        await ada.SaysAsync(direct, "five");
        Assert.Equal(["five"], (await grace.UnreadAsync()).Select(n => n.Excerpt));
    }

    [Fact]
    public async Task Own_words_notify_like_a_mention_and_parts_of_words_do_not()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);
        await grace.WantsAsync(new NotificationSettings { Keywords = ["Compiler", "分散", "c++"] });

        foreach (var text in (string[])["no decompiler here", "compilers", "c+"])
            await ada.SaysAsync(group, text);
        Assert.Equal(0, await grace.UnreadCountAsync());

        foreach (var text in (string[])["the COMPILER!", "大規模分散処理", "C++?"])
            await ada.SaysAsync(group, text);
        Assert.Equal(["C++?", "大規模分散処理", "the COMPILER!"], (await grace.NoticesAsync("?type=mention")).Select(n => n.Excerpt));
    }

    [Fact]
    public async Task A_muted_conversation_lists_mentions_if_one_wants_and_nothing_else()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = await ada.TalksToAsync(grace);
        await Doings.SucceedsAsync(grace.PostAsync($"conversations/{direct}/mute", new MuteConversation(parley.Clock.GetUtcNow().AddHours(1))));

        await ada.SaysAsync(direct, "psst");
        Assert.Equal(new BadgesView(0, 0, 0, 0), await grace.BadgesAsync());
        await ada.SaysAsync(direct, "@grace");
        Assert.Equal(new BadgesView(0, 0, 1, 1), await grace.BadgesAsync());
        Assert.Equal(0, await Rows.CountAsync(parley, $"select count(*) from notification_deliveries"));

        await grace.WantsAsync(new NotificationSettings { MentionsWhenMuted = false });
        await ada.SaysAsync(direct, "@grace again");
        Assert.Equal(1, await grace.UnreadCountAsync());

        parley.Clock.Advance(TimeSpan.FromHours(2));
        await ada.SaysAsync(direct, "and now");
        Assert.Equal(new BadgesView(1, 4, 1, 2), await grace.BadgesAsync());
    }

    [Fact]
    public async Task Everybody_replies_reactions_and_being_added_can_each_be_switched_off()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await grace.WantsAsync(new NotificationSettings { CrowdMentions = false, Replies = false, Reactions = false, Added = false });
        var group = await parley.ConversationAsync(ada, grace);
        var hers = await grace.SaysAsync(group, "mine");

        await ada.SaysAsync(group, "@all");
        await ada.SaysAsync(group, "yours", hers.Id);
        await Doings.SucceedsAsync(ada.ReactsAsync(hers.Id, "👍"));

        Assert.Empty(await grace.NoticesAsync());
    }

    [Fact]
    public async Task Between_the_blocked_nothing_notifies()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);
        var hers = await grace.SaysAsync(group, "mine");
        await Doings.SucceedsAsync(grace.PutAsync($"me/blocks/{ada.Id}", new Done()));

        var said = await ada.SaysAsync(group, "@grace", hers.Id);
        await Doings.SucceedsAsync(ada.ReactsAsync(hers.Id, "👍"));
        Assert.Empty(await grace.UnreadAsync());
        Assert.Equal("blocked", (await grace.AsksWhyAsync(said.Id)).Rules[^1].Rule);

        await Doings.SucceedsAsync(grace.DeleteAsync($"me/blocks/{ada.Id}"));
        await ada.SaysAsync(group, "@grace");
        Assert.Single(await grace.UnreadAsync());
    }

    [Fact]
    public async Task One_page_says_why()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var group = await parley.QuietGroupAsync(ada, grace);
        await eve.IdAsync();
        var plain = await ada.SaysAsync(group, "plain");
        var named = await ada.SaysAsync(group, "@grace");

        var whyNot = await grace.AsksWhyAsync(plain.Id);
        Assert.False(whyNot.Notifies);
        Assert.Equal(("reason", RuleOutcome.Stopped), (whyNot.Rules[^1].Rule, whyNot.Rules[^1].Outcome));
        Assert.Null(whyNot.Notification);

        var why = await grace.AsksWhyAsync(named.Id);
        Assert.Equal((true, NotificationType.Mention, true), (why.Notifies, why.Type, why.Pushes));
        Assert.Contains(why.Rules, r => r is { Rule: "mention", Outcome: RuleOutcome.Notifies });
        Assert.Equal(named.Id, why.Notification!.MessageId);

        Assert.Equal("You wrote it.", (await ada.AsksWhyAsync(plain.Id)).Rules.Single().Explanation);
        await grace.WantsAsync(group, NotificationLevel.Nothing);
        Assert.Equal("level", (await grace.AsksWhyAsync(named.Id)).Rules[^1].Rule);
        await grace.WantsAsync(group, NotificationLevel.All);
        await grace.WantsAsync(new NotificationSettings { QuietHours = new("UTC", "08:00", "10:00") });
        var late = await grace.AsksWhyAsync(plain.Id);
        Assert.Equal((RuleOutcome.Delayed, new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero)), (late.Rules[^1].Outcome, late.PushedFrom));

        Assert.Equal(HttpStatusCode.NotFound, (await eve.AsksForAsync($"messages/{plain.Id}/notification-explanation")).StatusCode);
        await Doings.SucceedsAsync(ada.DeletesAsync(plain.Id));
        Assert.Equal("It is deleted.", (await grace.AsksWhyAsync(plain.Id)).Rules.Single().Explanation);
    }

    [Fact]
    public async Task Settings_that_mean_nothing_are_refused()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");

        foreach (var wrong in (NotificationSettings[])
        [
            new() { QuietHours = new("Moon/Base", "22:00", "07:00") }, new() { QuietHours = new("UTC", "25:00", "07:00") },
            new() { QuietHours = new("UTC", "22:00", "7") }, new() { Keywords = [""] }, new() { Keywords = [" "] },
            new() { Keywords = [new string('x', 65)] }, new() { Keywords = [.. Enumerable.Range(0, 51).Select(n => $"word{n}")] },
        ])
            Assert.Equal(HttpStatusCode.BadRequest, (await ada.PutAsync("me/notification-settings", wrong)).StatusCode);

        var kept = new NotificationSettings { Keywords = ["one"], QuietHours = new("Europe/Paris", "22:00", "07:00", [Weekday.Monday]) };
        await ada.WantsAsync(kept with { Keywords = [" one ", "ONE"] });
        Assert.Equivalent(kept, await ada.GetAsync<NotificationSettings>("me/notification-settings"));
    }
}
