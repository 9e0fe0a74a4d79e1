using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

/// <summary>What the server itself writes into a conversation, and the figures it keeps of it.</summary>
public sealed class TheTimeline
{
    [Fact]
    public async Task It_says_who_came_who_went_and_why()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var garden = await parley.PublicGroupAsync(ada);

        await SucceedsAsync(grace.JoinsAsync(garden));
        await ada.BringsAsync(garden, linus);
        await SucceedsAsync(grace.LeavesAsync(garden));
        await SucceedsAsync(ada.KicksAsync(garden, linus));
        await SucceedsAsync(linus.JoinsAsync(garden));
        await SucceedsAsync(ada.BansAsync(garden, linus));

        var items = (await ada.PagesAsync(garden)).Items;
        Assert.All(items, m => Assert.Equal(MessageType.System, m.MessageType));
        Assert.Equal(
            ["Grace joined", "Ada added Linus", "Grace left", "Ada removed Linus", "Linus joined", "Ada banned Linus"], items.Select(m => m.Content));
        Assert.Equal(
            ["member_joined", "members_added", "member_left", "member_removed", "member_joined", "member_banned"],
            items.Select(m => m.Metadata!.Value.GetProperty("event").GetString()));
        Assert.Equal((await grace.IdAsync()).ToString(), items[0].Metadata!.Value.GetProperty("user_ids")[0].GetString());
    }

    [Fact]
    public async Task Nobody_rewrites_it_and_only_moderators_strike_a_line()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var garden = await parley.PublicGroupAsync(ada);
        await SucceedsAsync(grace.JoinsAsync(garden));
        var line = (await ada.PagesAsync(garden)).Items[0].Id;

        await Refused.WithAsync(Errors.Forbidden, grace.EditsAsync(line, "Grace was always here"));
        await Refused.WithAsync(Errors.Forbidden, grace.DeletesAsync(line));
        await Refused.WithAsync(Errors.Forbidden, ada.EditsAsync(line, "Grace broke in"));
        await SucceedsAsync(ada.DeletesAsync(line));
    }

    [Fact]
    public async Task Its_numbers_follow_each_other_without_a_hole_whatever_happens()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var garden = await parley.PublicGroupAsync(ada);
        await ada.OpensAsync();
        await SucceedsAsync(grace.JoinsAsync(garden));
        var message = await grace.SaysAsync(garden, "hi");
        await SucceedsAsync(ada.ReactsAsync(message.Id, "👍"));
        await SucceedsAsync(grace.EditsAsync(message.Id, "hello"));
        await SucceedsAsync(ada.TakesBackAsync(message.Id, "👍"));
        await SucceedsAsync(ada.MakesAsync(MemberRole.Admin, garden, grace));
        await SucceedsAsync(ada.PatchAsync($"conversations/{garden}", new UpdateConversation("Orchard")));
        await SucceedsAsync(grace.DeletesAsync(message.Id));
        await SucceedsAsync(grace.LeavesAsync(garden));

        var changes = await ada.GetAsync<ChangePage>($"conversations/{garden}/changes");

        Assert.Equal(Enumerable.Range(1, 12), changes.Items.Select(e => (int)((ConversationEvent)e).Seq));
        Assert.Equal((12, false), (changes.LastSeq, changes.HasMore));
        foreach (var told in changes.Items.Skip(1))   // Ada opened after the beginning
            Assert.Equal((told.GetType(), ((ConversationEvent)told).Seq), await KindAsync(ada));

        var part = await ada.GetAsync<ChangePage>($"conversations/{garden}/changes?after=3&limit=4");
        Assert.Equal([4, 5, 6, 7], part.Items.Select(e => ((ConversationEvent)e).Seq));
        Assert.True(part.HasMore);
        await Refused.WithAsync(Errors.ValidationFailed, ada.AsksForAsync($"conversations/{garden}/changes?after=-1"));
        await Refused.WithAsync(Errors.Forbidden, grace.AsksForAsync($"conversations/{garden}/changes"));
    }

    [Fact]
    public async Task Its_figures_are_a_recount()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var begun = parley.Clock.GetUtcNow();
        var first = await ada.SaysAsync(lobby, "one");
        await ada.SaysAsync(lobby, "two");
        parley.Clock.Advance(TimeSpan.FromMinutes(5));
        var last = await grace.SaysAsync(lobby, "three");
        await SucceedsAsync(grace.ReactsAsync(first.Id, "👍"));
        await SucceedsAsync(ada.DeletesAsync((await ada.SaysAsync(lobby, "slip")).Id));

        var figures = await grace.GetAsync<ConversationStatistics>($"conversations/{lobby}/statistics");

        Assert.Equal((4, 1, 2, 1), (figures.MessageCount, figures.DeletedCount, figures.MemberCount, figures.ReactionCount));
        Assert.Equal((begun, last.CreatedAt), (figures.FirstMessageAt, figures.LastMessageAt));
        Assert.Equal([new(ada.Id, 2), new(grace.Id, 1)], figures.BySender);
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"conversations/{lobby}/statistics"));
    }

    private static async Task<(Type, long)> KindAsync(Person person)
    {
        var heard = await person.HearsAsync<ConversationEvent>();
        return (heard.GetType(), heard.Seq);
    }
}
