using System.Net;
using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Notifications;

/// <summary>Mentions (L1, L2): whom a message names, in every view of it.</summary>
public sealed class NamingPeople
{
    [Fact]
    public async Task A_name_is_a_mention_live_and_in_history_and_tells_its_person()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);
        await grace.OpensAsync();

        var said = await ada.SaysAsync(group, "what do you think, @grace?");

        Assert.Equal([grace.Id], said.Mentions);
        Assert.Equal([grace.Id], (await grace.HearsAsync<MessagePosted>()).Message.Mentions);
        Assert.Equal([grace.Id], (await ada.PagesAsync(group)).Items[^1].Mentions);
        var told = Assert.Single(await grace.UnreadAsync());
        Assert.Equal((NotificationType.Mention, said.Id, ada.Id, "Ada"), (told.Type, told.MessageId, told.ActorId, told.ActorName));
        Assert.Equal("what do you think, @grace?", told.Excerpt);
        Assert.Equal(1, (await grace.LooksAtAsync(group)).My!.UnreadMentions);
        Assert.Empty(await ada.UnreadAsync());
    }

    [Fact]
    public async Task The_notification_is_heard_by_all_devices_of_its_person_and_by_nobody_else()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);
        using var phone = await grace.OpensAsync();
        await ada.OpensAsync();
        await grace.OpensAsync();

        await ada.SaysAsync(group, "@grace");

        foreach (var device in (PersonSocket[])[phone, grace.Socket])
        {
            var heard = await device.NextAsync();
            Assert.Equal("notification", heard.GetProperty("type").GetString());
            Assert.True(heard.GetProperty("is_new").GetBoolean());
            Assert.Equal("mention", heard.GetProperty("notification").GetProperty("type").GetString());
            await device.HearsAsync<MessagePosted>();
        }

        await ada.SaysAsync(group, "the end");
        await ada.HearsAsync<MessagePosted>();
        await ada.HearsAsync<MessagePosted>();
        Assert.False(ada.Socket.TryNext(out _));
    }

    [Fact]
    public async Task Only_active_members_are_named()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var group = await parley.QuietGroupAsync(ada, grace);
        await eve.IdAsync();
        await Doings.SucceedsAsync(grace.LeavesAsync(group));

        var said = await ada.SaysAsync(group, "@grace @eve @nobody @Ada @external:Eve");

        Assert.Equal([ada.Id], said.Mentions);
        Assert.Empty(await grace.NoticesAsync());
        Assert.Empty(await eve.NoticesAsync());
        Assert.Empty(await ada.NoticesAsync());
    }

    [Fact]
    public async Task Code_and_addresses_name_nobody_and_an_id_of_the_host_does()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);

        Assert.Empty((await ada.SaysAsync(group, "`@grace` and x@grace")).Mentions);
        Assert.Equal([grace.Id], (await ada.SaysAsync(group, "(@external:Grace).")).Mentions);
    }

    [Fact]
    public async Task An_edit_tells_who_is_named_now_and_takes_back_what_is_not_read()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var group = await parley.QuietGroupAsync(ada, grace, linus);
        var said = await ada.SaysAsync(group, "@grace");
        await grace.OpensAsync();

        await Doings.SucceedsAsync(ada.EditsAsync(said.Id, "sorry, @linus"));

        Assert.Equal([linus.Id], (await grace.HearsAsync<MessageUpdated>()).Message.Mentions);
        Assert.Empty(await grace.NoticesAsync("?type=mention"));
        Assert.Equal(said.Id, Assert.Single(await linus.UnreadAsync()).MessageId);

        await Doings.SucceedsAsync(ada.EditsAsync(said.Id, "sorry again, @linus"));
        Assert.Single(await linus.UnreadAsync());
        await Doings.SucceedsAsync(ada.EditsAsync(said.Id, "nobody"));
        Assert.Empty((await ada.LooksAtAsync(said.Id)).Mentions);
        Assert.Empty(await linus.UnreadAsync());
    }

    [Fact]
    public async Task A_deletion_leaves_no_mention_and_no_notification()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);
        var said = await ada.SaysAsync(group, "@all @grace");
        await grace.OpensAsync();

        await Doings.SucceedsAsync(ada.DeletesAsync(said.Id));

        var gone = await grace.Socket.NextAsync();
        Assert.Equal(("notifications_read", true, 0), (gone.GetProperty("type").GetString(), gone.GetProperty("removed").GetBoolean(), gone.GetProperty("unread_count").GetInt32()));
        var left = await ada.LooksAtAsync(said.Id);
        Assert.Empty(left.Mentions);
        Assert.Null(left.MentionsAll);
        Assert.Empty(await grace.NoticesAsync("?type=mention"));
        Assert.Equal(0, (await grace.BadgesAsync()).Mentions);
    }

    [Theory]
    [InlineData(ConversationType.Group, 2, MemberRole.Member, false)]
    [InlineData(ConversationType.Group, 3, MemberRole.Member, true)]
    [InlineData(ConversationType.Group, 2, MemberRole.Moderator, true)]
    [InlineData(ConversationType.Channel, 100, MemberRole.Moderator, true)]
    public async Task Whoever_may_not_name_everybody_has_written_text(ConversationType type, int limit, MemberRole role, bool names)
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        using var root = await Visitor.RegisteredAsync(parley, "root");
        await Doings.SucceedsAsync(root.PatchAsync("workspaces/main", new UpdateWorkspace(Settings: JsonElement.Parse($$$"""{"mentions":{"all_limit":{{{limit}}}}}"""))));
        await linus.IdAsync();
        await grace.IdAsync();
        var where = (await ada.CreatesAsync(new CreateConversation(type, "Here", MemberIds: [grace.Reference(), linus.Reference()]))).Id;
        if (role > MemberRole.Member)
            await Doings.SucceedsAsync(ada.MakesAsync(role, where, grace));

        var said = await grace.SaysAsync(where, "@all: come!");

        Assert.Equal(names ? CrowdMention.All : null, said.MentionsAll);
        Assert.Equal(names ? 1 : 0, (await linus.BadgesAsync()).Mentions);
        Assert.Equal(names ? 1 : 0, (await ada.BadgesAsync()).Mentions);
    }

    [Fact]
    public async Task Here_are_those_who_are_online()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus, alan) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"), parley.Person("Alan"));
        var group = await parley.QuietGroupAsync(ada, grace, linus, alan);
        await grace.OpensAsync();
        await alan.OpensAsync();
        await Doings.AcknowledgedAsync(alan.Socket.AsksAsync("update_presence", "\"status\":\"away\""));

        var said = await ada.SaysAsync(group, "@here");

        Assert.Equal(CrowdMention.Here, said.MentionsAll);
        Assert.Equal((1, 0, 0), (await grace.UnreadCountAsync(), await linus.UnreadCountAsync(), await alan.UnreadCountAsync()));
    }

    [Fact]
    public async Task A_forward_names_nobody()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var group = await parley.QuietGroupAsync(ada, grace);
        var said = await ada.SaysAsync(group, "@grace");
        await Doings.SucceedsAsync(grace.ReadsUpToAsync(group));

        await Doings.SucceedsAsync(ada.SendsAsync(group, new SendMessageBody(ForwardFrom: said.Id)));

        Assert.Empty(await grace.UnreadAsync());
    }

    [Fact]
    public async Task A_thousand_members_are_each_told_once_and_a_deletion_takes_it_from_all()
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var ada = parley.Person("Ada");
        await ada.IdAsync();
        var group = (await ada.CreatesAsync(new CreateConversation(
            ConversationType.Group, "Crowd", MemberIds: [.. Enumerable.Range(0, 999).Select(n => $"external:p{n}")]))).Id;
        var one = parley.Person("p998");
        await one.OpensAsync();
        await Doings.SucceedsAsync(one.ReadsUpToAsync(group));

        var said = await ada.SaysAsync(group, "@all @p1 @everyone");
        await Doings.SucceedsAsync(ada.EditsAsync(said.Id, "@all, again"));

        foreach (var n in (int[])[0, 1, 500, 998])
            Assert.Equal(said.Id, Assert.Single(await parley.Person($"p{n}").NoticesAsync("?type=mention&unread=true")).MessageId);
        Assert.Equal(999, await Rows.CountAsync(parley, $"select count(*) from notifications where type = 1"));
        Assert.Equal(999, await Rows.CountAsync(parley, $"select count(distinct user_n) from notifications where type = 1"));

        await Doings.SucceedsAsync(ada.DeletesAsync(said.Id));
        Assert.Equal(0, await Rows.CountAsync(parley, $"select count(*) from notifications where type = 1"));
        Assert.Equal(0, await Rows.CountAsync(parley, $"select count(*) from mentions"));
    }

    [Fact]
    public async Task Names_are_completed_from_their_first_letters()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, adam, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Adam"), parley.Person("Eve"));
        var group = await parley.ConversationAsync(ada, grace, adam);
        await eve.IdAsync();

        Assert.Equal(["Ada", "Adam"], await CompletedAsync(grace, group, "AD"));
        Assert.Equal(["Grace"], await CompletedAsync(grace, group, "gra"));
        Assert.Empty(await CompletedAsync(grace, group, "ev"));
        Assert.Empty(await CompletedAsync(grace, group, "%"));
        Assert.Equal(HttpStatusCode.NotFound, (await eve.AsksForAsync($"conversations/{group}/members?query=a")).StatusCode);
    }

    private static async Task<IEnumerable<string>> CompletedAsync(Person person, ConversationId conversation, string query) =>
        (await person.GetAsync<Listing<MemberView>>($"conversations/{conversation}/members?query={Uri.EscapeDataString(query)}")).Items.Select(m => m.Username);
}
