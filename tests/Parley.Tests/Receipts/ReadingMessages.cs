using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Receipts;

public sealed class ReadingMessages
{
    [Fact]
    public async Task Ones_position_only_moves_forward_and_stops_at_the_end()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await LobbyAsync(parley, ada, grace, 5);
        foreach (var (asked, stands) in new (long, long)[] { (2, 2), (1, 2), (4, 4), (0, 4), (4, 4), (99, 5), (3, 5) })
        {
            await SucceedsAsync(grace.ReadsUpToAsync(lobby, asked));
            Assert.Equal((asked, stands), (asked, (await grace.LooksAtAsync(lobby)).My!.ReadOrdinal));
        }

        await Refused.WithAsync(Errors.ValidationFailed, grace.ReadsUpToAsync(lobby, -1));
        await ada.SaysAsync(lobby, "six");
        Assert.Equal(1, (await grace.LooksAtAsync(lobby)).UnreadCount);   // 99 did not read ahead
    }

    [Fact]
    public async Task Whatever_the_order_they_arrive_in_the_furthest_counts()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await LobbyAsync(parley, ada, grace, 100);
        await ada.OpensAsync();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => SucceedsAsync(grace.ReadsUpToAsync(lobby, i * 37 % 91))));

        Assert.Equal(90, (await grace.LooksAtAsync(lobby)).My!.ReadOrdinal);
        long last = 0;
        while (last < 90)
        {
            var heard = await ada.HearsAsync<ReadAdvanced>();
            Assert.True(heard.Ordinal > last);
            last = heard.Ordinal;
        }
    }

    [Fact]
    public async Task Everyone_hears_it_once_and_it_takes_no_number()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await LobbyAsync(parley, ada, grace, 3);
        var (hers, phone) = (await ada.OpensAsync(), await grace.OpensAsync());
        var before = (await ada.LooksAtAsync(lobby)).LastSeq;

        await AcknowledgedAsync(phone.AsksAsync("mark_read", $"\"conversation_id\":\"{lobby}\",\"ordinal\":2"));
        await AcknowledgedAsync(phone.AsksAsync("mark_read", $"\"conversation_id\":\"{lobby}\",\"ordinal\":1"));
        await AcknowledgedAsync(phone.AsksAsync("mark_read", $"\"conversation_id\":\"{lobby}\""));

        foreach (var person in new[] { ada, grace })   // Grace's other devices too
        {
            Assert.Equal(new ReadAdvanced(lobby, grace.Id, 2), await person.HearsAsync<ReadAdvanced>());
            Assert.Equal(new ReadAdvanced(lobby, grace.Id, 3), await person.HearsAsync<ReadAdvanced>());
        }

        await hers.AsksAsync("ping");
        Assert.False(hers.TryNext(out _));
        Assert.Equal(before, (await ada.LooksAtAsync(lobby)).LastSeq);
    }

    [Fact]
    public async Task Readers_are_those_whose_position_has_reached_the_message_without_its_author()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var lobby = await parley.ConversationAsync(ada, grace, linus);
        var first = await ada.SaysAsync(lobby, "one");
        var second = await ada.SaysAsync(lobby, "two");

        await SucceedsAsync(grace.ReadsUpToAsync(lobby, 1));
        await SucceedsAsync(linus.ReadsUpToAsync(lobby));

        Assert.Equal([new(grace.Id, "Grace", 1), new(linus.Id, "Linus", 2)], await ReadersAsync(ada, first.Id));
        Assert.Equal([new(linus.Id, "Linus", 2)], await ReadersAsync(grace, second.Id));
        await SucceedsAsync(linus.LeavesAsync(lobby));
        Assert.Empty(await ReadersAsync(ada, second.Id));
    }

    [Fact]
    public async Task Outsiders_neither_read_nor_see_who_did()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada);
        var garden = await parley.PublicGroupAsync(ada);
        var message = await ada.SaysAsync(lobby, "one");

        await Refused.WithAsync(Errors.NotFound, eve.ReadsUpToAsync(lobby));
        await Refused.WithAsync(Errors.Forbidden, eve.ReadsUpToAsync(garden));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"messages/{message.Id}/readers"));
    }

    private static async Task<IReadOnlyList<ReaderView>> ReadersAsync(Person person, MessageId message) =>
        (await person.GetAsync<Listing<ReaderView>>($"messages/{message}/readers")).Items;

    private static async Task<ConversationId> LobbyAsync(TestParley parley, Person first, Person second, int messages)
    {
        var lobby = await parley.ConversationAsync(first, second);
        for (var i = 0; i < messages; i++)
            await first.SaysAsync(lobby, $"{i}");

        return lobby;
    }
}
