using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Admin;

public sealed class ManagingConversations
{
    [Fact]
    public async Task Conversations_are_found_by_title_type_context_and_state_with_their_members()
    {
        await using var office = await Office.OpenAsync();
        var (ada, grace) = (office.Person("Ada"), office.Person("Grace"));
        var lobby = await office.Parley.ConversationAsync(ada, grace);
        var task = (await ada.CreatesAsync(new(ConversationType.Channel, "Works", Context: new("task", "7")))).Id;
        var gone = (await ada.CreatesAsync(new(ConversationType.Group, "Old"))).Id;
        await ada.SaysAsync(lobby, "a secret between two");
        await Doings.SucceedsAsync(ada.DeleteAsync($"conversations/{gone}"));

        Assert.Equal([task, lobby], await IdsAsync("?state=active"));
        Assert.Equal([gone], await IdsAsync("?state=deleted"));
        Assert.Equal([lobby], await IdsAsync("?query=LOBB"));
        Assert.Equal([task], await IdsAsync("?type=channel"));
        Assert.Equal([task], await IdsAsync("?context_type=task"));
        Assert.Equal([gone, task], await IdsAsync("?limit=2"));

        var one = await office.GetAsync<AdminConversationDetails>($"conversations/{lobby}");
        Assert.Equal((2, 1), (one.Conversation.MemberCount, one.Conversation.MessageCount));
        Assert.Equal([ada.Id, grace.Id], one.Members.Select(m => m.UserId));
        Assert.NotNull((await office.GetAsync<AdminConversationDetails>($"conversations/{gone}")).Conversation.RestorableUntil);
        Assert.DoesNotContain("secret", await (await office.Root.GetAsync($"admin/conversations/{lobby}")).TextAsync(), StringComparison.Ordinal);
        await Refused.WithAsync(Errors.NotFound, office.Root.GetAsync($"admin/conversations/{ConversationId.New()}"));

        async Task<ConversationId[]> IdsAsync(string query) =>
            [.. (await office.GetAsync<Listing<AdminConversationView>>($"conversations{query}")).Items.Select(c => c.Id)];
    }

    [Fact]
    public async Task Who_is_not_in_it_adds_removes_and_promotes_and_its_members_hear_it()
    {
        await using var office = await Office.OpenAsync();
        var (ada, grace, linus) = (office.Person("Ada"), office.Person("Grace"), office.Person("Linus"));
        var lobby = await office.Parley.ConversationAsync(ada, grace);
        await linus.OpensAsync();
        await ada.OpensAsync();

        var added = await ChangeAsync(new(MemberAction.Add, [linus.Reference(), $"{grace.Id}", $"{UserId.New()}"]));
        Assert.Equal([true, true, false], added.Items.Select(r => r.Done));
        Assert.Equal(linus.Id, (await linus.HearsAsync<MemberJoined>()).UserId);
        Assert.Equal(linus.Id, (await ada.HearsAsync<MemberJoined>()).UserId);
        Assert.Equal("An administrator added Linus", (await ada.HearsAsync<MessagePosted>()).Message.Content);

        Assert.True((await ChangeAsync(new(MemberAction.SetRole, [$"{linus.Id}"], MemberRole.Owner))).Items[0].Done);
        await linus.HearsAsync<MessagePosted>();
        Assert.Equal((linus.Id, MemberRole.Owner), await ada.HearsAsync<MemberUpdated>() is var e ? (e.UserId, e.Role) : default);
        Assert.Equal(2, (await ChangeAsync(new(MemberAction.Remove, [$"{ada.Id}", $"{grace.Id}"]))).DoneCount);
        Assert.Equal(ada.Id, (await ada.HearsAsync<MemberLeft>()).UserId);
        Assert.Equal(Errors.LastOwner.Code, (await ChangeAsync(new(MemberAction.Remove, [$"{linus.Id}"]))).Items[0].Code);
        await Refused.WithAsync(Errors.NotFound, ada.AsksForAsync($"conversations/{lobby}"));
        Assert.Equal(["member.add", "member.role", "member.kick", "member.kick"], await office.DeedsAsync("?action=member."));

        async Task<BulkResults> ChangeAsync(AdminChangeMembers command) =>
            await office.PostAsync<AdminChangeMembers, BulkResults>($"conversations/{lobby}/members", command);
    }

    [Fact]
    public async Task A_deleted_conversation_is_brought_back_live_with_all_that_was_in_it()
    {
        await using var office = await Office.OpenAsync();
        var (ada, grace) = (office.Person("Ada"), office.Person("Grace"));
        var lobby = await office.Parley.ConversationAsync(ada, grace);
        await ada.SaysAsync(lobby, "still here");
        await grace.OpensAsync();

        await Doings.SucceedsAsync(office.Root.DeleteAsync($"admin/conversations/{lobby}"));
        await Doings.SucceedsAsync(office.Root.DeleteAsync($"admin/conversations/{lobby}"));   // twice is the same as once
        await grace.HearsAsync<ConversationDeleted>();
        await Refused.WithAsync(Errors.NotFound, grace.PostsAsync(lobby, "hello?"));
        await Refused.WithAsync(Errors.ConversationGone, office.Root.PostAsync(
            $"admin/conversations/{lobby}/members", new AdminChangeMembers(MemberAction.Add, [ada.Reference()])));

        await Doings.SucceedsAsync(office.Root.PostAsync($"admin/conversations/{lobby}/restore"));
        await Doings.SucceedsAsync(office.Root.PostAsync($"admin/conversations/{lobby}/restore"));
        Assert.Equal(lobby, (await grace.HearsAsync<ConversationCreated>()).ConversationId);
        await ada.SaysAsync(lobby, "and on");
        Assert.Equal("and on", (await grace.HearsAsync<MessagePosted>()).Message.Content);
        Assert.Equal(["still here", "and on"], await grace.TextsAsync(lobby));
        Assert.Equal(["conversation.delete", "conversation.restore"], await office.DeedsAsync("?action=conversation."));
    }

    [Fact]
    public async Task A_pair_or_a_context_that_began_anew_keeps_the_old_one_from_coming_back()
    {
        await using var office = await Office.OpenAsync();
        var (ada, grace) = (office.Person("Ada"), office.Person("Grace"));
        await grace.IdAsync();
        var (pair, context) = (new CreateConversation(ConversationType.Direct, MemberIds: [$"{grace.Id}"]), new CreateConversation(ConversationType.Group, Context: new("task", "1")));
        foreach (var what in new[] { pair, context })
        {
            var old = (await ada.CreatesAsync(what)).Id;
            await Doings.SucceedsAsync(office.Root.DeleteAsync($"admin/conversations/{old}"));
            await Doings.SucceedsAsync(office.Root.PostAsync($"admin/conversations/{old}/restore"));
            Assert.Equal(old, (await ada.CreatesAsync(what)).Id);

            await Doings.SucceedsAsync(office.Root.DeleteAsync($"admin/conversations/{old}"));
            Assert.NotEqual(old, (await ada.CreatesAsync(what)).Id);
            await Refused.WithAsync(Errors.ContextTaken, office.Root.PostAsync($"admin/conversations/{old}/restore"));
        }

        await Refused.WithAsync(Errors.Forbidden, office.Root.PostAsync(
            $"admin/conversations/{(await ada.CreatesAsync(pair)).Id}/members", new AdminChangeMembers(MemberAction.Add, ["external:Linus"])));
    }
}
