using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

public sealed class Channels
{
    [Fact]
    public async Task Members_read_and_react_but_do_not_post()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var news = await ChannelAsync(ada, grace);
        var socket = await grace.OpensAsync();
        var message = await ada.SaysAsync(news, "we moved");

        Assert.Equal("we moved", (await grace.HearsAsync<MessagePosted>()).Message.Content);
        Assert.Equal(["we moved"], await grace.TextsAsync(news));
        await SucceedsAsync(grace.ReactsAsync(message.Id, "🎉"));
        await SucceedsAsync(grace.ReadsUpToAsync(news));
        await Refused.WithAsync(Errors.Forbidden, grace.PostsAsync(news, "me too"));
        await Refused.WithAsync(Errors.Forbidden, socket.AsksAsync("send_message", $"\"conversation_id\":\"{news}\",\"content\":\"me too\""));
        await Refused.WithAsync(Errors.Forbidden, socket.AsksAsync("start_typing", $"\"conversation_id\":\"{news}\""));
        Assert.Equal(["we moved"], await ada.TextsAsync(news));
    }

    [Fact]
    public async Task Moderators_and_above_post()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var news = await ChannelAsync(ada, grace, linus);
        await SucceedsAsync(ada.MakesAsync(MemberRole.Moderator, news, grace));
        await SucceedsAsync(ada.MakesAsync(MemberRole.Admin, news, linus));

        await grace.SaysAsync(news, "from a moderator");
        await linus.SaysAsync(news, "from an admin");

        Assert.Equal(["from a moderator", "from an admin"], await ada.TextsAsync(news));
        await SucceedsAsync(ada.MakesAsync(MemberRole.Member, news, grace));
        await Refused.WithAsync(Errors.Forbidden, grace.PostsAsync(news, "not any more"));
    }

    [Fact]
    public async Task Only_admins_bring_people_in()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var news = await ChannelAsync(ada, grace);
        await SucceedsAsync(ada.MakesAsync(MemberRole.Moderator, news, grace));
        await Refused.WithAsync(Errors.Forbidden, grace.AddsAsync(news, ["external:Eve"]));
        await SucceedsAsync(ada.MakesAsync(MemberRole.Admin, news, grace));

        await grace.BringsAsync(news, eve);

        Assert.Equal(3, (await eve.LooksAtAsync(news)).MemberCount);
    }

    [Fact]
    public async Task Outsiders_of_a_private_one_do_not_learn_that_it_exists()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var news = await ChannelAsync(ada);

        await Refused.WithAsync(Errors.NotFound, eve.PostsAsync(news, "hi"));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"conversations/{news}/messages"));
        await Refused.WithAsync(Errors.NotFound, eve.JoinsAsync(news));
    }

    private static async Task<ConversationId> ChannelAsync(Person owner, params Person[] members) => (await owner.CreatesAsync(
        new CreateConversation(ConversationType.Channel, "News", MemberIds: [.. members.Select(m => m.Reference())]))).Id;
}
