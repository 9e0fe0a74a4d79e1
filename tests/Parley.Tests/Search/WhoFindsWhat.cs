using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Search;

/// <summary>Search shows nothing that reading would not: in no order of events, indexed or not, under no filter.</summary>
public sealed class WhoFindsWhat
{
    private static readonly string[] Ways = ["plover", "\"quiet plover\"", "plov*", "plovers", "plovre", "from:ada", "before:2027", "in:Lobby", "is:edited", "has:link", "-nothing", "has:reaction"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_active_members_find_what_was_said(bool indexed)
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var ada = parley.Person("Ada");
        Person[] former = [parley.Person("Left"), parley.Person("Kicked"), parley.Person("Banned")];
        var (grace, eve) = (parley.Person("Grace"), parley.Person("Eve"));
        var stranger = parley.Person("Stranger");
        var lobby = await parley.ConversationAsync([ada, grace, .. former]);
        await eve.IdAsync();
        var said = await ada.SaysAsync(lobby, "a quiet plover at https://example.org");
        await SucceedsAsync(ada.EditsAsync(said.Id, "a quiet plover, see https://example.org"));
        await SucceedsAsync(grace.ReactsAsync(said.Id, "🐦"));
        if (indexed)
            await parley.IndexesAsync();

        await SucceedsAsync(former[0].LeavesAsync(lobby));
        await SucceedsAsync(ada.KicksAsync(lobby, former[1]));
        await SucceedsAsync(ada.BansAsync(lobby, former[2]));

        foreach (var way in Ways)
        {
            if (indexed || way != "plovre")   // a typo is understood by the words of the index
                Assert.NotEmpty(await grace.FindsTextsAsync(way));
            foreach (var person in (Person[])[.. former, eve, stranger])
            {
                Assert.Empty(await person.FindsTextsAsync(way));
                Assert.Empty(await person.FindsTextsAsync(way, $"&in={lobby}"));
            }
        }

        await SucceedsAsync(ada.DeleteAsync($"conversations/{lobby}"));
        foreach (var way in Ways)
            Assert.Empty(await grace.FindsTextsAsync(way));
    }

    [Fact]
    public async Task A_public_conversation_is_found_by_its_title_but_its_messages_only_from_within()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var garden = await parley.PublicGroupAsync(ada);
        await ada.SaysAsync(garden, "garden plover");

        var found = await eve.FindsAsync("garden");
        Assert.Empty(found.Messages);
        Assert.Equal(garden, Assert.Single(found.Conversations).Id);
        Assert.Null(Assert.Single(found.Conversations).LastMessage);

        await SucceedsAsync(eve.JoinsAsync(garden));
        Assert.Single((await eve.FindsAsync("garden")).Messages);
    }

    [Fact]
    public async Task Another_workspace_finds_nothing_of_ours_whatever_it_asks()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        using var root = await Visitor.RegisteredAsync(parley, "root");
        await root.PostAsync("workspaces", new CreateWorkspace("school", "School"));
        using var mallory = await Visitor.RegisteredAsync(parley, "mallory", "school");
        var ada = parley.Person("Ada");
        var garden = await parley.PublicGroupAsync(ada);
        await ada.SaysAsync(garden, "a quiet plover");
        await parley.IndexesAsync();

        foreach (var query in (string[])["plover", "garden", "ada", "in:Garden", $"in:{garden}", $"from:{ada.Id}", "-x", "plovre", "gard*"])
        {
            var found = await mallory.GetAsync<SearchResults>($"search?q={Uri.EscapeDataString(query)}");
            Assert.Equal((0, 0, 0), (found.Messages.Count, found.Conversations.Count, found.Users.Count));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_newcomer_to_a_conversation_that_hides_its_past_finds_none_of_it(bool indexed)
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await grace.IdAsync();
        var room = (await ada.CreatesAsync(new CreateConversation(ConversationType.Group, "Lobby", History: HistoryVisibility.FromJoin))).Id;
        var old = await ada.SaysAsync(room, "a quiet plover of old, https://example.org");
        await SucceedsAsync(ada.EditsAsync(old.Id, "the quiet plover of old, https://example.org"));
        await SucceedsAsync(ada.ReactsAsync(old.Id, "🐦"));
        await ada.BringsAsync(room, grace);
        if (indexed)
            await parley.IndexesAsync();

        foreach (var way in Ways)
            Assert.Empty(await grace.FindsTextsAsync(way));

        await ada.SaysAsync(room, "a new plover");
        Assert.Equal(["a new plover"], await grace.FindsTextsAsync("plover"));
        Assert.Equal(2, (await ada.FindsTextsAsync("plover")).Length);
    }
}
