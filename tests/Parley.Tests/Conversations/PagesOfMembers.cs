using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Conversations;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

public sealed class PagesOfMembers
{
    private static readonly PageNumber First = new(1, 10);

    [Fact]
    public async Task Are_cut_by_number_over_all_conversations_or_one()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, alan) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Alan"));
        var (lobby, attic) = (await parley.ConversationAsync(ada, grace), await parley.ConversationAsync(ada, alan, grace));
        await ada.SaysAsync(attic, "one");
        var (members, caller) = (parley.Services.GetRequiredService<NumberedMembersHandler>(), await parley.CallerAsync(ada));

        var all = await members.HandleAsync(caller, First, new(), default);
        var second = await members.HandleAsync(caller, new(2, 2), new(), default);
        var here = await members.HandleAsync(caller, First, new() { Conversation = attic }, default);
        var admins = await members.HandleAsync(caller, First, new() { IsAdmin = true }, default);
        var others = await members.HandleAsync(caller, First, new() { Conversation = lobby, IsAdmin = false }, default);
        var one = await members.HandleAsync(caller, First, new() { UserN = (await parley.CallerAsync(alan)).UserN }, default);

        Assert.Equal((5, 5), (all.Count, all.Items.Count));
        Assert.Equal(all.Items.Skip(2).Take(2).Select(m => (m.ConversationId, m.Member.UserId)), second.Items.Select(m => (m.ConversationId, m.Member.UserId)));
        Assert.Equal(3, here.Count);
        Assert.Equal(new[] { (ada.Id, 0L), (alan.Id, 1L), (grace.Id, 1L) }.OrderBy(m => m.Id.Value), here.Items.Select(m => (Id: m.Member.UserId, m.Unread)).OrderBy(m => m.Id.Value));
        Assert.Equal([ada.Id, ada.Id], admins.Items.Select(m => m.Member.UserId));
        Assert.Equal([grace.Id], others.Items.Select(m => m.Member.UserId));
        Assert.Equal([attic], one.Items.Select(m => m.ConversationId));
    }

    [Fact]
    public async Task Show_nobody_to_outsiders_and_no_one_elses_muting()
    {
        await using var parley = await TestParley.StartAsync(WithStrangers);
        var stranger = await parley.StrangerAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await SucceedsAsync(grace.PostAsync($"conversations/{lobby}/mute"));
        var members = parley.Services.GetRequiredService<NumberedMembersHandler>();

        Assert.Equal(0, (await members.HandleAsync(await parley.CallerAsync(eve), First, new() { Conversation = lobby }, default)).Count);
        Assert.Equal(0, (await members.HandleAsync(await parley.CallerAsync(stranger), First, new() { Conversation = lobby }, default)).Count);
        Assert.Equal("False True", await MutedAsync(grace));
        Assert.Equal("False False", await MutedAsync(ada));

        async Task<string> MutedAsync(Person asking)
        {
            var found = await members.HandleAsync(await parley.CallerAsync(asking), First, new() { Conversation = lobby }, default);
            return string.Join(' ', found.Items.OrderBy(m => m.Member.UserId == grace.Id).Select(m => m.HasMuted));
        }
    }

    [Fact]
    public async Task A_known_conversation_is_known_in_its_own_workspace_until_it_is_deleted()
    {
        await using var parley = await TestParley.StartAsync(WithStrangers);
        var stranger = await parley.StrangerAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada);
        var known = parley.Services.GetRequiredService<ConversationStandings>();

        Assert.True(await known.StandsAsync(await parley.CallerAsync(eve), lobby, default));
        Assert.False(await known.StandsAsync(await parley.CallerAsync(stranger), lobby, default));
        Assert.False(await known.StandsAsync(await parley.CallerAsync(ada), ConversationId.New(), default));
        await SucceedsAsync(ada.DeleteAsync($"conversations/{lobby}"));
        Assert.False(await known.StandsAsync(await parley.CallerAsync(ada), lobby, default));
    }
}
