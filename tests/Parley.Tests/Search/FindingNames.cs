using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Search;

public sealed class FindingNames
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Conversations_are_found_by_the_beginnings_of_words_of_title_and_description(bool indexed)
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        await eve.IdAsync();
        var mine = (await ada.CreatesAsync(new(ConversationType.Group, "Entwürfe für Zürich", "plans of the lake house"))).Id;
        var open = (await ada.CreatesAsync(new(ConversationType.Channel, "Zürich news", Visibility: Visibility.Public))).Id;
        if (indexed)
            await parley.IndexesAsync();

        Assert.Equal([open, mine], (await ada.FindsAsync("zurich")).Conversations.Select(c => c.Id));   // begins with it, then holds it
        Assert.Equal([mine], (await ada.FindsAsync("lak hou")).Conversations.Select(c => c.Id));
        Assert.Equal([mine], (await ada.FindsAsync("#entw")).Conversations.Select(c => c.Id));
        Assert.Equal([open], (await eve.FindsAsync("zuerich")).Conversations.Select(c => c.Id));
        Assert.Empty((await eve.FindsAsync("zurich", "&type=users")).Conversations);
        Assert.Empty((await eve.FindsAsync("zurich from:ada")).Conversations);

        await SucceedsAsync(ada.PatchAsync($"conversations/{open}", new UpdateConversation("Basel news")));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Empty((await eve.FindsAsync("zurich")).Conversations);
            Assert.Equal([open], (await eve.FindsAsync("basel")).Conversations.Select(c => c.Id));
            await parley.IndexesAsync();
        }

        await SucceedsAsync(ada.BansAsync(open, eve));
        Assert.Empty((await eve.FindsAsync("basel")).Conversations);
        await SucceedsAsync(ada.DeleteAsync($"conversations/{mine}"));
        Assert.Empty((await ada.FindsAsync("zurich")).Conversations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task People_are_found_by_any_of_their_names(bool indexed)
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, jose) = (parley.Person("Ada"), parley.Person("jgarcia"));
        await ada.IdAsync();
        await jose.IdAsync();
        await SucceedsAsync(jose.PatchAsync("me", new UpdateMe(DisplayName: "José García Márquez")));
        if (indexed)
            await parley.IndexesAsync();

        foreach (var query in (string[])["jose", "garcia", "marq", "José M", "jgar", "@jgarcia", "\"garcia marquez\""])
            Assert.Equal((query, jose.Id), (query, Assert.Single((await ada.FindsAsync(query)).Users).Id));
        Assert.Empty((await ada.FindsAsync("arquez")).Users);
        Assert.Empty((await ada.FindsAsync("jose", "&type=messages")).Users);

        await SucceedsAsync(jose.PatchAsync("me", new UpdateMe(DisplayName: "Pepe")));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Empty((await ada.FindsAsync("marquez")).Users);
            Assert.Single((await ada.FindsAsync("pepe")).Users);
            await parley.IndexesAsync();
        }
    }

    [Fact]
    public async Task Somebody_whose_account_is_disabled_is_not_found()
    {
        await using var parley = await TestParley.StartAsync();
        using var root = await Visitor.RegisteredAsync(parley, "root");
        using var bob = await Visitor.RegisteredAsync(parley, "bob");
        Assert.Single((await root.GetAsync<SearchResults>("search?q=bob")).Users);

        await SucceedsAsync(root.PatchAsync($"users/{bob.User.Id}", new UpdateUser(Disabled: true)));

        Assert.Empty((await root.GetAsync<SearchResults>("search?q=bob")).Users);
    }
}
