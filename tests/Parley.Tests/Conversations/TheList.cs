using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

public sealed class TheList
{
    [Fact]
    public async Task What_was_written_to_last_stands_first()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var rooms = new List<ConversationId>();
        for (var i = 0; i < 3; i++)
        {
            rooms.Add(await parley.ConversationAsync(ada));
            parley.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([rooms[2], rooms[1], rooms[0]], await ListedAsync(ada, 200));
        await ada.SaysAsync(rooms[0], "up");
        Assert.Equal([rooms[0], rooms[2], rooms[1]], await ListedAsync(ada, 200));

        var first = (await ada.GetAsync<Listing<ConversationView>>("conversations?limit=1")).Items[0];
        Assert.Equal(("up", parley.Clock.GetUtcNow()), (first.LastMessage!.Content, first.LastMessageAt));
    }

    [Fact]
    public async Task Its_pages_hold_each_conversation_once_also_those_of_one_moment()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var rooms = new List<ConversationId>();
        for (var i = 0; i < 8; i++)
        {
            rooms.Add(await parley.ConversationAsync(ada));
            if (i % 3 == 0)
                parley.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        rooms.Reverse();
        foreach (var limit in new[] { 1, 3, 8, 200 })
            Assert.Equal(rooms, await ListedAsync(ada, limit));

        await Refused.WithAsync(Errors.ValidationFailed, ada.AsksForAsync("conversations?limit=0"));
        await Refused.WithAsync(Errors.ValidationFailed, ada.AsksForAsync("conversations?limit=201"));
        await Refused.WithAsync(Errors.ValidationFailed, ada.AsksForAsync("conversations?cursor=elsewhere"));
    }

    [Fact]
    public async Task It_shows_ones_own_conversations_only()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await parley.ConversationAsync(ada);
        await parley.PublicGroupAsync(ada);
        var shared = await parley.ConversationAsync(ada, grace);

        Assert.Equal([shared], await ListedAsync(grace, 200));
        Assert.Equal(3, (await ListedAsync(ada, 200)).Count);
    }

    [Fact]
    public async Task Unread_counts_what_others_said_since_one_last_read_or_wrote()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        for (var i = 0; i < 3; i++)
            await ada.SaysAsync(lobby, $"{i}");

        Assert.Equal((0, 3), await UnreadAsync(ada, grace, lobby));
        await SucceedsAsync(grace.ReadsUpToAsync(lobby, 2));
        Assert.Equal((0, 1), await UnreadAsync(ada, grace, lobby));
        await grace.SaysAsync(lobby, "answer");
        Assert.Equal((1, 0), await UnreadAsync(ada, grace, lobby));
        await SucceedsAsync(ada.ReadsUpToAsync(lobby));
        Assert.Equal((0, 0), await UnreadAsync(ada, grace, lobby));
    }

    [Fact]
    public async Task A_newcomer_has_read_what_was_there_before_them()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var garden = await parley.PublicGroupAsync(ada);
        for (var i = 0; i < 5; i++)
            await ada.SaysAsync(garden, $"{i}");

        await SucceedsAsync(grace.JoinsAsync(garden));
        Assert.Equal((1, 0), await UnreadAsync(ada, grace, garden));   // Ada has not seen that Grace joined
        await ada.SaysAsync(garden, "hello Grace");
        Assert.Equal((0, 1), await UnreadAsync(ada, grace, garden));
    }

    private static async Task<(long?, long?)> UnreadAsync(Person first, Person second, ConversationId conversation) =>
        ((await first.LooksAtAsync(conversation)).UnreadCount, (await second.LooksAtAsync(conversation)).UnreadCount);

    private static async Task<List<ConversationId>> ListedAsync(Person person, int limit)
    {
        var listed = new List<ConversationId>();
        var next = "";
        while (true)
        {
            var page = await person.GetAsync<Listing<ConversationView>>($"conversations?limit={limit}{next}");
            listed.AddRange(page.Items.Select(c => c.Id));
            if (page.NextCursor is null)
                return listed;

            next = $"&cursor={page.NextCursor}";
        }
    }
}
