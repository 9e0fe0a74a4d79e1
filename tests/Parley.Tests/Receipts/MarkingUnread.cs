using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Receipts;

public sealed class MarkingUnread
{
    [Fact]
    public async Task Counts_from_the_message_and_leaves_what_others_see_of_ones_reading()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await LobbyAsync(parley, ada, grace, 5);
        await SucceedsAsync(grace.ReadsUpToAsync(lobby));
        var hers = await ada.OpensAsync();

        await SucceedsAsync(MarksAsync(grace, lobby, 3));

        var seen = await grace.LooksAtAsync(lobby);
        Assert.Equal((5, 3, 3), (seen.My!.ReadOrdinal, seen.My.UnreadFrom, seen.UnreadCount));
        Assert.Equal((1, 3), (await BadgesAsync(grace) is var badges ? badges.UnreadConversations : 0, badges.UnreadMessages));
        Assert.Equal(5, (await ada.GetAsync<Listing<MemberView>>($"conversations/{lobby}/members")).Items.Single(m => m.UserId == grace.Id).ReadOrdinal);
        await ada.SaysAsync(lobby, "six");
        Assert.Equal(4, (await grace.LooksAtAsync(lobby)).UnreadCount);
        Assert.DoesNotContain(await hers.HeardSoFarAsync(), heard => heard is ReadAdvanced or MyConversationUpdated or BadgeUpdated);
    }

    [Fact]
    public async Task Is_told_to_ones_other_devices()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await LobbyAsync(parley, ada, grace, 5);
        await SucceedsAsync(grace.ReadsUpToAsync(lobby));
        await grace.OpensAsync();

        await SucceedsAsync(MarksAsync(grace, lobby, 2));

        Assert.Equal((await grace.LooksAtAsync(lobby)).My, (await grace.HearsAsync<MyConversationUpdated>()).My);
        var badge = await grace.HearsAsync<BadgeUpdated>();
        Assert.Equal((1, 4), (badge.ReadOrdinal, badge.UnreadCount));

        await SucceedsAsync(grace.ReadsUpToAsync(lobby, 4));   // the position stays, the mark goes
        Assert.Null((await grace.HearsAsync<MyConversationUpdated>()).My.UnreadFrom);
        Assert.Equal((5, 0), (await grace.HearsAsync<BadgeUpdated>() is var after ? after.ReadOrdinal : 0, after.UnreadCount));
        Assert.Equal((5, null, 0), ((await grace.LooksAtAsync(lobby)) is var seen ? seen.My!.ReadOrdinal : 0, seen.My!.UnreadFrom, seen.UnreadCount));
    }

    [Fact]
    public async Task Ends_with_ones_own_next_message_and_when_one_comes_back()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await LobbyAsync(parley, ada, grace, 3);
        await SucceedsAsync(grace.ReadsUpToAsync(lobby));

        await SucceedsAsync(MarksAsync(grace, lobby, 1));
        await grace.SaysAsync(lobby, "here I am");
        Assert.Equal((null, 0), ((await grace.LooksAtAsync(lobby)) is var seen ? seen.My!.UnreadFrom : 0, seen.UnreadCount));

        await SucceedsAsync(MarksAsync(grace, lobby, 1));
        await SucceedsAsync(grace.LeavesAsync(lobby));
        await SucceedsAsync(ada.AddsAsync(lobby, [grace.Reference()]));
        Assert.Null((await grace.LooksAtAsync(lobby)).My!.UnreadFrom);
    }

    [Fact]
    public async Task Of_what_is_unread_already_or_of_no_message_changes_nothing()
    {
        await using var parley = await TestParley.StartAsync(WithStrangers);
        var stranger = await parley.StrangerAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await LobbyAsync(parley, ada, grace, 3);
        await SucceedsAsync(grace.ReadsUpToAsync(lobby, 1));

        await SucceedsAsync(MarksAsync(grace, lobby, 3));
        Assert.Equal((null, 2), ((await grace.LooksAtAsync(lobby)) is var seen ? seen.My!.UnreadFrom : 0, seen.UnreadCount));
        await Refused.WithAsync(Errors.ValidationFailed, MarksAsync(grace, lobby, 4));
        await Refused.WithAsync(Errors.ValidationFailed, MarksAsync(grace, lobby, 0));
        await Refused.WithAsync(Errors.NotFound, MarksAsync(parley.Person("Eve"), lobby, 1));
        await Refused.WithAsync(Errors.NotFound, MarksAsync(stranger, lobby, 1));
    }

    private static Task<HttpResponseMessage> MarksAsync(Person person, ConversationId conversation, long ordinal) =>
        person.PostAsync($"conversations/{conversation}/unread", new UnreadBody(ordinal));

    private static Task<BadgesView> BadgesAsync(Person person) => person.GetAsync<BadgesView>("me/badges");

    private static async Task<ConversationId> LobbyAsync(TestParley parley, Person ada, Person grace, int messages)
    {
        var lobby = await parley.ConversationAsync(ada, grace);
        for (var i = 1; i <= messages; i++)
            await ada.SaysAsync(lobby, $"{i}");

        return lobby;
    }
}
