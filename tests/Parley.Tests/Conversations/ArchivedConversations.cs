using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

public sealed class ArchivedConversations
{
    [Fact]
    public async Task Nobody_writes_in_one_and_everybody_still_reads_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var (hers, mine) = (await grace.SaysAsync(lobby, "hello"), await ada.SaysAsync(lobby, "welcome"));
        await SucceedsAsync(grace.ReactsAsync(mine.Id, "👍"));

        var archived = await ArchivesAsync(ada, lobby);

        Assert.Equal(parley.Clock.GetUtcNow(), archived.ArchivedAt);
        foreach (var person in new[] { ada, grace })
        {
            await Refused.WithAsync(Errors.ConversationArchived, person.PostsAsync(lobby, "after"));
            await Refused.WithAsync(Errors.ConversationArchived, person.ReactsAsync(hers.Id, "🎉"));
            await Refused.WithAsync(Errors.ConversationArchived, person.PinsAsync(hers.Id));
        }

        await Refused.WithAsync(Errors.ConversationArchived, grace.EditsAsync(hers.Id, "hello, edited"));
        await Refused.WithAsync(Errors.ConversationArchived, grace.TakesBackAsync(mine.Id, "👍"));
        Assert.Equal(["hello", "welcome"], await grace.TextsAsync(lobby));
        await SucceedsAsync(grace.ReadsUpToAsync(lobby));
        await SucceedsAsync(grace.DeletesAsync(hers.Id));   // taking one's own words back is no writing
    }

    [Fact]
    public async Task A_socket_is_refused_too_and_hears_nothing_of_what_was_refused()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await ArchivesAsync(ada, lobby);
        var socket = await grace.OpensAsync();

        await Refused.WithAsync(Errors.ConversationArchived, socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"after\""));
        await Refused.WithAsync(Errors.ConversationArchived, socket.AsksAsync("start_typing", $"\"conversation_id\":\"{lobby}\""));

        await socket.AsksAsync("ping");
        Assert.False(socket.TryNext(out _));
    }

    [Fact]
    public async Task Its_members_hear_when_it_is_archived_and_when_it_is_opened_again()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();
        var before = await grace.LooksAtAsync(lobby);

        await ArchivesAsync(ada, lobby);
        await OpensAgainAsync(ada, lobby);

        var (archived, opened) = (await grace.HearsAsync<ConversationUpdated>(), await grace.HearsAsync<ConversationUpdated>());
        Assert.Equal((before.LastSeq + 1, before.LastSeq + 2), (archived.Seq, opened.Seq));
        Assert.Equal(parley.Clock.GetUtcNow(), archived.Conversation.ArchivedAt);
        Assert.Null(opened.Conversation.ArchivedAt);
        Assert.Equal("again", (await grace.SaysAsync(lobby, "again")).Content);
    }

    [Fact]
    public async Task Archiving_again_keeps_the_time_of_the_first()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var first = await ArchivesAsync(ada, lobby);
        parley.Clock.Advance(TimeSpan.FromHours(1));

        var second = await ArchivesAsync(ada, lobby);

        Assert.Equal(first.ArchivedAt, second.ArchivedAt);
    }

    [Fact]
    public async Task Only_its_admins_archive_it_and_open_it_again()
    {
        await using var parley = await TestParley.StartAsync(WithStrangers);
        var stranger = await parley.StrangerAsync();
        var (ada, grace, mod, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Mod"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace, mod);
        await SucceedsAsync(ada.MakesAsync(MemberRole.Moderator, lobby, mod));

        foreach (var archived in new[] { true, false })
        {
            await Refused.WithAsync(Errors.Forbidden, SetsAsync(grace, lobby, archived));
            await Refused.WithAsync(Errors.Forbidden, SetsAsync(mod, lobby, archived));
            await Refused.WithAsync(Errors.NotFound, SetsAsync(eve, lobby, archived));
            await Refused.WithAsync(Errors.NotFound, SetsAsync(stranger, lobby, archived));
            await SucceedsAsync(SetsAsync(ada, lobby, archived));
        }

        await SucceedsAsync(ada.MakesAsync(MemberRole.Admin, lobby, grace));
        await SucceedsAsync(SetsAsync(grace, lobby, archived: true));
    }

    [Fact]
    public async Task A_direct_one_is_nobodys_to_archive_for_both()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await grace.IdAsync();
        var direct = await ada.CreatesAsync(new CreateConversation(ConversationType.Direct, MemberIds: [grace.Reference()]));

        await Refused.WithAsync(Errors.Forbidden, SetsAsync(ada, direct.Id, archived: true));
    }

    private static Task<HttpResponseMessage> SetsAsync(Person person, ConversationId conversation, bool archived) =>
        person.PatchAsync($"conversations/{conversation}", new UpdateConversation(Archived: archived));

    private static async Task<ConversationView> ArchivesAsync(Person person, ConversationId conversation) =>
        await Person.ReadAsync<ConversationView>(await SetsAsync(person, conversation, archived: true));

    private static Task OpensAgainAsync(Person person, ConversationId conversation) => SucceedsAsync(SetsAsync(person, conversation, archived: false));
}
