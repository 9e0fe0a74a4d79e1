using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Messages;

public sealed class PagingThroughHistory
{
    private const int Count = 500;

    [Fact]
    public async Task A_page_anywhere_is_contiguous_and_says_what_lies_beyond_it()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var ada = parley.Person("Ada");
        var lobby = await FilledAsync(parley, ada);

        foreach (var limit in new[] { 1, 2, 49, 50, 200 })
        {
            foreach (var at in new long[] { 0, 1, 2, 25, 50, 51, 250, 450, 499, 500, 501, 502, 1000 })
            {
                var before = await ada.PagesAsync(lobby, $"?before={at}&limit={limit}");
                Expect(before, Math.Max(1, Math.Min(at, Count + 1) - limit), Math.Min(at, Count + 1) - 1);
                var after = await ada.PagesAsync(lobby, $"?after={at}&limit={limit}");
                Expect(after, at + 1, Math.Min(Count, at + limit));
                var around = await ada.PagesAsync(lobby, $"?around={at}&limit={limit}");
                Expect(around, Math.Max(1, Math.Min(at, Count + 1) - (limit / 2)), Math.Min(Count, Math.Max(at, 1) - 1 + limit - (limit / 2)));
                Assert.True(at is < 1 or > Count || around.Items.Any(m => m.Ordinal == at), $"around {at} with {limit} does not hold it");
            }
        }
    }

    [Fact]
    public async Task Turning_pages_either_way_shows_every_message_once()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var ada = parley.Person("Ada");
        var lobby = await FilledAsync(parley, ada);

        var backward = new List<long>();
        var page = await ada.PagesAsync(lobby, "?limit=37");
        Assert.False(page.HasMoreAfter);
        backward.InsertRange(0, page.Items.Select(m => m.Ordinal));
        while (page.HasMoreBefore)
        {
            page = await ada.PagesAsync(lobby, $"?before={backward[0]}&limit=37");
            backward.InsertRange(0, page.Items.Select(m => m.Ordinal));
        }

        var forward = new List<long>();
        page = await ada.PagesAsync(lobby, "?after=0&limit=200");
        forward.AddRange(page.Items.Select(m => m.Ordinal));
        while (page.HasMoreAfter)
        {
            page = await ada.PagesAsync(lobby, $"?after={forward[^1]}&limit=200");
            forward.AddRange(page.Items.Select(m => m.Ordinal));
        }

        var all = Enumerable.Range(1, Count).Select(i => (long)i);
        Assert.Equal(all, backward);
        Assert.Equal(all, forward);
        Assert.Equal(50, (await ada.PagesAsync(lobby)).Items.Count);   // the newest fifty when nothing is said
    }

    [Fact]
    public async Task An_empty_conversation_has_nothing_beyond_it()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);

        foreach (var query in new[] { "", "?before=5", "?after=0", "?after=5", "?around=5" })
        {
            var page = await ada.PagesAsync(lobby, query);
            Assert.Empty(page.Items);
            Assert.Equal((query, false, false), (query, page.HasMoreBefore, page.HasMoreAfter));
        }
    }

    [Fact]
    public async Task A_page_that_makes_no_sense_is_refused()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada);

        foreach (var query in new[] { "?limit=0", "?limit=201", "?limit=-1", "?before=1&after=1", "?around=1&before=9" })
            await Refused.WithAsync(Errors.ValidationFailed, ada.AsksForAsync($"conversations/{lobby}/messages{query}"));
        await Refused.WithAsync(Errors.BadRequest, ada.AsksForAsync($"conversations/{lobby}/messages?limit=many"));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"conversations/{lobby}/messages?limit=5"));
        await Refused.WithAsync(Errors.NotFound, ada.AsksForAsync($"conversations/{ConversationId.New()}/messages"));
        await Refused.WithAsync(Errors.NotFound, ada.AsksForAsync("conversations/lobby/messages"));
    }

    private static void Expect(MessagePage page, long first, long last)
    {
        var expected = first > last ? [] : Enumerable.Range((int)first, (int)(last - first + 1)).Select(i => (long)i).ToArray();
        Assert.Equal(expected, page.Items.Select(m => m.Ordinal));
        Assert.Equal(expected.Select(i => $"{i}"), page.Items.Select(m => m.Content));

        // An empty page lies beyond one end or the other.
        Assert.Equal(expected.Length > 0 ? first > 1 : first > Count, page.HasMoreBefore);
        Assert.Equal(expected.Length > 0 ? last < Count : last < 1, page.HasMoreAfter);
    }

    private static async Task<ConversationId> FilledAsync(TestParley parley, Person person)
    {
        var lobby = await parley.ConversationAsync(person);
        var socket = await person.OpensAsync();
        for (var i = 1; i <= Count; i++)
            await socket.SendsAsync($$"""{"type":"send_message","ref":"{{i}}","conversation_id":"{{lobby}}","content":"{{i}}"}""");

        await socket.AnswerAsync($"{Count}");
        return lobby;
    }
}
