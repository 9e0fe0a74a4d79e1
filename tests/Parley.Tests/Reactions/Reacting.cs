using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Reactions;

public sealed class Reacting
{
    [Fact]
    public async Task Everyone_hears_it_once_per_person_and_emoji()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await ada.SaysAsync(lobby, "it works");
        await ada.OpensAsync();

        await SucceedsAsync(grace.ReactsAsync(message.Id, "👍"));
        await SucceedsAsync(grace.ReactsAsync(message.Id, "👍"));
        await SucceedsAsync(grace.TakesBackAsync(message.Id, "👍"));
        await SucceedsAsync(grace.TakesBackAsync(message.Id, "👍"));

        var added = await ada.HearsAsync<ReactionAdded>();
        Assert.Equal(new ReactionView(message.Id, grace.Id, "👍", parley.Clock.GetUtcNow()), added.Reaction);
        var removed = await ada.HearsAsync<ReactionRemoved>();
        Assert.Equal((added.Seq + 1, "👍", grace.Id), (removed.Seq, removed.Reaction.Emoji, removed.Reaction.UserId));
        Assert.Equal(removed.Seq, (await ada.LooksAtAsync(lobby)).LastSeq);
        Assert.Empty((await ada.LooksAtAsync(message.Id)).Reactions);
    }

    [Fact]
    public async Task They_are_counted_in_the_order_they_first_came_and_say_which_are_ones_own()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var lobby = await parley.ConversationAsync(ada, grace, linus);
        var message = await ada.SaysAsync(lobby, "it works");

        await SucceedsAsync(grace.ReactsAsync(message.Id, "🎉"));
        await SucceedsAsync(ada.ReactsAsync(message.Id, "👍"));
        await SucceedsAsync(linus.ReactsAsync(message.Id, "👍"));
        await SucceedsAsync(linus.ReactsAsync(message.Id, "👩‍👩‍👧‍👦"));

        Assert.Equal([new("🎉", 1, false), new("👍", 2, true), new("👩‍👩‍👧‍👦", 1, true)], (await linus.LooksAtAsync(message.Id)).Reactions);
        Assert.Equal([new("🎉", 1, true), new("👍", 2, false), new("👩‍👩‍👧‍👦", 1, false)], (await grace.PagesAsync(lobby)).Items[0].Reactions);
        var who = await ada.GetAsync<Listing<ReactionView>>($"messages/{message.Id}/reactions");
        Assert.Equal([(grace.Id, "🎉"), (ada.Id, "👍"), (linus.Id, "👍"), (linus.Id, "👩‍👩‍👧‍👦")], who.Items.Select(r => (r.UserId, r.Emoji)));
    }

    [Fact]
    public async Task The_socket_is_a_door_too()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await ada.SaysAsync(lobby, "it works");
        var (hers, other) = (await grace.OpensAsync(), await eve.OpensAsync());
        var about = $"\"message_id\":\"{message.Id}\",\"emoji\":\"❤️\"";

        await AcknowledgedAsync(hers.AsksAsync("add_reaction", about));
        Assert.Equal("❤️", Assert.Single((await ada.LooksAtAsync(message.Id)).Reactions).Emoji);
        await Refused.WithAsync(Errors.NotFound, other.AsksAsync("remove_reaction", about));
        await AcknowledgedAsync(hers.AsksAsync("remove_reaction", about));

        Assert.Equal("❤️", (await grace.HearsAsync<ReactionAdded>()).Reaction.Emoji);
        Assert.Equal("❤️", (await grace.HearsAsync<ReactionRemoved>()).Reaction.Emoji);
        await Refused.WithAsync(Errors.ValidationFailed, hers.AsksAsync("add_reaction", $"\"message_id\":\"{message.Id}\",\"emoji\":\"\""));
    }

    [Fact]
    public async Task A_message_bears_a_hundred_different_ones()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await ada.SaysAsync(lobby, "it works");
        for (var i = 0; i < 100; i++)
            await SucceedsAsync(ada.ReactsAsync(message.Id, char.ConvertFromUtf32(0x1F300 + i)));

        await Refused.WithAsync(Errors.TooManyReactions, ada.ReactsAsync(message.Id, "😀"));
        await Refused.WithAsync(Errors.TooManyReactions, grace.ReactsAsync(message.Id, "😀"));
        await SucceedsAsync(grace.ReactsAsync(message.Id, char.ConvertFromUtf32(0x1F300)));   // one that is there already
        await SucceedsAsync(ada.TakesBackAsync(message.Id, char.ConvertFromUtf32(0x1F301)));
        await SucceedsAsync(grace.ReactsAsync(message.Id, "😀"));

        Assert.Equal(100, (await ada.LooksAtAsync(message.Id)).Reactions.Count);
    }

    [Fact]
    public async Task A_thousand_at_once_end_in_the_right_count()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var people = Enumerable.Range(0, 10).Select(i => parley.Person($"P{i}")).ToArray();
        var lobby = await parley.ConversationAsync(people);
        var message = await people[0].SaysAsync(lobby, "it works");

        var toggles = Enumerable.Range(0, 1000).Select(i =>
            i / 10 % 2 == 0 ? people[i % 10].ReactsAsync(message.Id, "👍") : people[i % 10].TakesBackAsync(message.Id, "👍"));
        Assert.All(await Task.WhenAll(toggles), a => Assert.Equal(HttpStatusCode.NoContent, a.StatusCode));

        var who = (await people[0].GetAsync<Listing<ReactionView>>($"messages/{message.Id}/reactions")).Items;
        Assert.Equal(who.Count, who.Select(r => r.UserId).Distinct().Count());
        Assert.Equal(who.Count, (await people[0].LooksAtAsync(message.Id)).Reactions.Sum(r => r.Count));
        Assert.Equal(who.Count, await CountedAsync(people[0], lobby));
        await Task.WhenAll(people.Select(p => SucceedsAsync(p.ReactsAsync(message.Id, "👍"))));
        Assert.Equal(new ReactionCount("👍", 10, true), Assert.Single((await people[3].LooksAtAsync(message.Id)).Reactions));
        Assert.Equal(10, await CountedAsync(people[0], lobby));
    }

    [Fact]
    public async Task Who_may_not_and_what_is_no_emoji()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var garden = await parley.PublicGroupAsync(ada);
        var message = await ada.SaysAsync(garden, "it works");

        await Refused.WithAsync(Errors.NotFound, eve.ReactsAsync(message.Id, "👍"));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"messages/{message.Id}/reactions"));
        await Refused.WithAsync(Errors.NotFound, ada.ReactsAsync(MessageId.New(), "👍"));
        foreach (var bad in new[] { "two words", " ", "a\tb", "\u0007", new string('x', 65) })
            await Refused.WithAsync(Errors.ValidationFailed, ada.ReactsAsync(message.Id, bad));

        await SucceedsAsync(ada.DeletesAsync(message.Id));
        await Refused.WithAsync(Errors.MessageGone, ada.ReactsAsync(message.Id, "👍"));
        await SucceedsAsync(ada.TakesBackAsync(message.Id, "👍"));
    }

    private static async Task<long> CountedAsync(Person person, ConversationId conversation) =>
        (await person.GetAsync<ConversationStatistics>($"conversations/{conversation}/statistics")).ReactionCount;
}
