using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

public sealed class PublicGroups
{
    [Fact]
    public async Task A_stranger_finds_it_by_its_title_but_not_what_is_said_in_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var garden = await parley.PublicGroupAsync(ada);
        await ada.SaysAsync(garden, "for members");

        var found = Assert.Single((await grace.GetAsync<Listing<ConversationView>>("conversations?visibility=public&query=gard")).Items);

        Assert.Equal((garden, 1), (found.Id, found.MemberCount));
        Assert.Null(found.My);
        Assert.Null(found.LastMessage);
        Assert.Null((await grace.LooksAtAsync(garden)).LastMessage);
        Assert.Empty((await grace.GetAsync<Listing<ConversationView>>("conversations?visibility=public&query=kitchen")).Items);
        Assert.Empty((await grace.GetAsync<Listing<ConversationView>>("conversations")).Items);
    }

    [Fact]
    public async Task Who_has_not_joined_is_told_to_join_first()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var garden = await parley.PublicGroupAsync(ada);
        var message = await ada.SaysAsync(garden, "for members");
        var socket = await eve.OpensAsync();

        await Refused.WithAsync(Errors.Forbidden, eve.PostsAsync(garden, "let me in"));
        await Refused.WithAsync(Errors.Forbidden, eve.LeavesAsync(garden));
        foreach (var part in new[] { "messages", "members", "changes", "statistics" })
            await Refused.WithAsync(Errors.Forbidden, eve.AsksForAsync($"conversations/{garden}/{part}"));

        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"messages/{message.Id}"));
        await Refused.WithAsync(Errors.Forbidden, socket.AsksAsync("join_conversation", $"\"conversation_id\":\"{garden}\""));
        await ada.SaysAsync(garden, "still for members");
        await socket.AsksAsync("ping");
        Assert.False(socket.TryNext(out _));
    }

    [Fact]
    public async Task Everyone_hears_who_joins_and_the_newcomer_hears_from_there_on()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var garden = await parley.PublicGroupAsync(ada);
        await ada.OpensAsync();
        await grace.OpensAsync();

        var answer = await grace.JoinsAsync(garden);
        await ada.SaysAsync(garden, "welcome");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        foreach (var person in new[] { ada, grace })
        {
            var joined = await person.HearsAsync<MemberJoined>();
            Assert.Equal((grace.Id, 2, MemberRole.Member), (joined.UserId, joined.MemberCount, joined.Member.Role));
            Assert.Equal("Grace joined", (await person.HearsAsync<MessagePosted>()).Message.Content);
            Assert.Equal("welcome", (await person.HearsAsync<MessagePosted>()).Message.Content);
        }
    }

    [Fact]
    public async Task Joining_twice_is_the_same_as_once()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var garden = await parley.PublicGroupAsync(ada);

        await SucceedsAsync(grace.JoinsAsync(garden));
        await SucceedsAsync(grace.JoinsAsync(garden));

        Assert.Equal(2, (await ada.LooksAtAsync(garden)).MemberCount);
        Assert.Equal(["Grace joined"], await ada.TextsAsync(garden));
    }

    [Fact]
    public async Task Who_leaves_hears_that_and_nothing_after_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var garden = await parley.PublicGroupAsync(ada, grace);
        var socket = await grace.OpensAsync();

        await SucceedsAsync(grace.LeavesAsync(garden));
        await ada.SaysAsync(garden, "gone");

        var left = await grace.HearsAsync<MemberLeft>();
        Assert.Equal((grace.Id, MemberStatus.Left, 1), (left.UserId, left.Status, left.MemberCount));
        await socket.AsksAsync("ping");
        Assert.False(socket.TryNext(out _));
        await Refused.WithAsync(Errors.Forbidden, grace.PostsAsync(garden, "one more"));
        await Refused.WithAsync(Errors.Forbidden, grace.LeavesAsync(garden));
    }

    [Fact]
    public async Task Once_it_is_private_it_is_neither_listed_nor_joined()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var garden = await parley.PublicGroupAsync(ada, grace);
        await Refused.WithAsync(Errors.Forbidden, grace.PatchAsync($"conversations/{garden}", new UpdateConversation(Visibility: Visibility.Private)));

        await SucceedsAsync(ada.PatchAsync($"conversations/{garden}", new UpdateConversation(Visibility: Visibility.Private)));

        Assert.Empty((await eve.GetAsync<Listing<ConversationView>>("conversations?visibility=public")).Items);
        await Refused.WithAsync(Errors.NotFound, eve.JoinsAsync(garden));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"conversations/{garden}"));
        await Refused.WithAsync(Errors.NotFound, eve.PostsAsync(garden, "hi"));
    }

    [Fact]
    public async Task The_count_is_right_after_two_hundred_came_and_went_at_once()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var ada = parley.Person("Ada");
        var garden = await parley.PublicGroupAsync(ada);
        var there = Enumerable.Range(0, 100).Select(i => parley.Person($"there-{i}")).ToArray();
        var coming = Enumerable.Range(0, 100).Select(i => parley.Person($"coming-{i}")).ToArray();
        await SucceedsAsync(ada.AddsAsync(garden, [.. there.Select(p => p.Reference())]));

        var answers = await Task.WhenAll(there.Take(60).Select(p => p.LeavesAsync(garden)).Concat(coming.Select(p => p.JoinsAsync(garden))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.NoContent, a.StatusCode));
        Assert.Equal(1 + 40 + 100, (await ada.LooksAtAsync(garden)).MemberCount);
        Assert.Equal(141, (await ada.GetAsync<Listing<MemberView>>($"conversations/{garden}/members")).Items.Count);
        Assert.Equal(1 + 160, (await ada.PagesAsync(garden, "?limit=200")).Items.Count);   // one for all who were added, one for each who came or went
    }
}
