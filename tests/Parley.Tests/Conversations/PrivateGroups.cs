using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

public sealed class PrivateGroups
{
    [Fact]
    public async Task Its_first_members_hear_it_begin_and_its_maker_owns_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await grace.OpensAsync();

        var lobby = await parley.ConversationAsync(ada, grace);

        var begun = await grace.HearsAsync<ConversationCreated>();
        Assert.Equal((lobby, 1, "Lobby", 2), (begun.ConversationId, begun.Seq, begun.Conversation.Title, begun.Conversation.MemberCount));
        Assert.Equal(MemberRole.Owner, (await ada.LooksAtAsync(lobby)).My!.Role);
        Assert.Equal(MemberRole.Member, (await grace.LooksAtAsync(lobby)).My!.Role);
    }

    [Fact]
    public async Task Outsiders_find_nothing_whatever_they_ask()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada);
        var message = await ada.SaysAsync(lobby, "secret");
        var socket = await eve.OpensAsync();

        foreach (var part in new[] { "", "/messages", "/members", "/changes", "/statistics" })
            await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"conversations/{lobby}{part}"));
        foreach (var part in new[] { "", "/replies", "/edits", "/reactions", "/readers" })
            await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"messages/{message.Id}{part}"));
        foreach (var verb in new[] { "join", "leave", "archive", "pin", "mute", "read" })
            await Refused.WithAsync(Errors.NotFound, eve.PostAsync($"conversations/{lobby}/{verb}"));

        await Refused.WithAsync(Errors.NotFound, eve.PatchAsync($"conversations/{lobby}", new UpdateConversation("Mine")));
        await Refused.WithAsync(Errors.NotFound, eve.DeleteAsync($"conversations/{lobby}"));
        await Refused.WithAsync(Errors.NotFound, eve.KicksAsync(lobby, ada));
        await Refused.WithAsync(Errors.NotFound, socket.AsksAsync("join_conversation", $"\"conversation_id\":\"{lobby}\""));
        await Refused.WithAsync(Errors.NotFound, socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"hi\""));
        await Refused.WithAsync(Errors.NotFound, socket.AsksAsync("mark_read", $"\"conversation_id\":\"{lobby}\""));
    }

    [Fact]
    public async Task Who_left_is_an_outsider_again()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await ada.SaysAsync(lobby, "before");

        await SucceedsAsync(grace.DeleteAsync($"conversations/{lobby}/members/{grace.Id}"));   // removing oneself is leaving

        await Refused.WithAsync(Errors.NotFound, grace.AsksForAsync($"conversations/{lobby}/messages"));
        await Refused.WithAsync(Errors.NotFound, grace.AsksForAsync($"messages/{message.Id}"));
        await Refused.WithAsync(Errors.NotFound, grace.JoinsAsync(lobby));
        Assert.Empty((await grace.GetAsync<Listing<ConversationView>>("conversations")).Items);
        Assert.Equal("Grace left", (await ada.TextsAsync(lobby))[^1]);
    }

    [Fact]
    public async Task Removing_oneself_by_the_host_applications_name_is_leaving_too()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);

        await SucceedsAsync(grace.KicksAsync(lobby, grace));

        Assert.Equal(["Grace left"], await ada.TextsAsync(lobby));
    }

    [Fact]
    public async Task Its_title_is_changed_by_admins_and_everyone_hears_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();

        await SucceedsAsync(ada.PatchAsync($"conversations/{lobby}", new UpdateConversation("Hall", "for all")));
        await SucceedsAsync(ada.PatchAsync($"conversations/{lobby}", new UpdateConversation(Description: "")));

        var first = (await grace.HearsAsync<ConversationUpdated>()).Conversation;
        Assert.Equal(("Hall", "for all"), (first.Title, first.Description));
        var second = (await grace.HearsAsync<ConversationUpdated>()).Conversation;
        Assert.Equal(("Hall", null), (second.Title, second.Description));
        Assert.Null(second.My);   // an event is addressed to everybody
        await Refused.WithAsync(Errors.Forbidden, grace.PatchAsync($"conversations/{lobby}", new UpdateConversation("Mine")));
    }

    [Fact]
    public async Task Only_its_owner_ends_it_and_then_it_is_gone_for_all()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await ada.SaysAsync(lobby, "last words");
        await SucceedsAsync(ada.MakesAsync(MemberRole.Admin, lobby, grace));
        await grace.OpensAsync();
        await Refused.WithAsync(Errors.Forbidden, grace.DeleteAsync($"conversations/{lobby}"));

        await SucceedsAsync(ada.DeleteAsync($"conversations/{lobby}"));

        Assert.Equal(ada.Id, (await grace.HearsAsync<ConversationDeleted>()).ActorId);
        foreach (var person in new[] { ada, grace })
        {
            await Refused.WithAsync(Errors.NotFound, person.AsksForAsync($"conversations/{lobby}"));
            await Refused.WithAsync(Errors.NotFound, person.PostsAsync(lobby, "anyone?"));
            await Refused.WithAsync(Errors.NotFound, person.AsksForAsync($"messages/{message.Id}"));
            Assert.Empty((await person.GetAsync<Listing<ConversationView>>("conversations")).Items);
        }
    }
}
