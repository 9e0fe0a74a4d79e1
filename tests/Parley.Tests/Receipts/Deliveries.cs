using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Receipts;

/// <summary>Sent, delivered, read: how far messages have reached somebody's devices.</summary>
public sealed class Deliveries
{
    [Fact]
    public async Task Everyone_hears_it_once_it_only_moves_forward_and_stops_at_the_end()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await LobbyAsync(parley, 5, ada, grace);
        await ada.OpensAsync();
        var phone = await grace.OpensAsync();
        var before = (await ada.LooksAtAsync(lobby)).LastSeq;

        foreach (var ordinal in new[] { 2, 1, 2, 4, 99 })
            await AcknowledgedAsync(phone.AsksAsync("mark_delivered", $"\"conversation_id\":\"{lobby}\",\"ordinal\":{ordinal}"));

        foreach (var person in new[] { ada, grace })   // Grace's other devices too: they need not say it again
            foreach (var stands in new[] { 2, 4, 5 })
                Assert.Equal(new DeliveryAdvanced(lobby, grace.Id, stands), await person.HearsAsync<DeliveryAdvanced>());
        Assert.Equal((0, 5), await PositionAsync(ada, lobby, grace));
        Assert.Equal(before, (await ada.LooksAtAsync(lobby)).LastSeq);
        Assert.Equal(5, (await grace.LooksAtAsync(lobby)).UnreadCount);   // what has arrived is not read
        await Refused.WithAsync(Errors.ValidationFailed, grace.PostAsync($"conversations/{lobby}/delivered", new ReadBody(-1)));
    }

    [Fact]
    public async Task Reading_and_posting_imply_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await LobbyAsync(parley, 3, ada, grace);
        await ada.OpensAsync();

        await SucceedsAsync(grace.ReadsUpToAsync(lobby, 2));
        Assert.Equal((2, 2), await PositionAsync(ada, lobby, grace));
        await SucceedsAsync(grace.PostAsync($"conversations/{lobby}/delivered", new ReadBody(1)));
        Assert.Equal((2, 2), await PositionAsync(ada, lobby, grace));
        await grace.SaysAsync(lobby, "four");
        Assert.Equal((4, 4), await PositionAsync(ada, lobby, grace));
        await SucceedsAsync(grace.PostAsync($"conversations/{lobby}/delivered", new ReadBody()));
        await ada.SaysAsync(lobby, "five");
        await SucceedsAsync(grace.PostAsync($"conversations/{lobby}/delivered", new ReadBody()));

        var told = (await ada.Socket.HeardSoFarAsync()).OfType<DeliveryAdvanced>();
        Assert.Equal(5, Assert.Single(told).Ordinal);   // nothing was told of what reading had told
        Assert.Equal((4, 5), await PositionAsync(ada, lobby, grace));
    }

    [Fact]
    public async Task In_a_crowd_nothing_is_kept_and_nobody_is_told()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var crowd = Enumerable.Range(0, Limits.DeliveredMembers + 1).Select(i => parley.Person($"Person{i}")).ToArray();
        var hall = await LobbyAsync(parley, 10, crowd);
        var corner = await LobbyAsync(parley, 10, crowd[..Limits.DeliveredMembers]);
        var hers = await crowd[0].OpensAsync();

        await Task.WhenAll(crowd.Skip(1).SelectMany(p => Enumerable.Range(1, 10).Select(o => SucceedsAsync(p.PostAsync($"conversations/{hall}/delivered", new ReadBody(o))))));
        await Task.WhenAll(crowd[1..^1].Select(p => SucceedsAsync(p.PostAsync($"conversations/{corner}/delivered", new ReadBody()))));

        var told = (await hers.HeardSoFarAsync()).OfType<DeliveryAdvanced>().ToList();
        Assert.All(told, one => Assert.Equal(corner, one.ConversationId));
        Assert.Equal(crowd[1..^1].Select(p => p.Id.Value).Order(), told.Select(one => one.UserId.Value).Order());
        Assert.Equal((0, 0), await PositionAsync(crowd[0], hall, crowd[1]));
    }

    [Fact]
    public async Task Outsiders_say_nothing_of_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada);
        var garden = await parley.PublicGroupAsync(ada);

        await Refused.WithAsync(Errors.NotFound, eve.PostAsync($"conversations/{lobby}/delivered", new ReadBody()));
        await Refused.WithAsync(Errors.Forbidden, eve.PostAsync($"conversations/{garden}/delivered", new ReadBody()));
    }

    private static async Task<(long Read, long Delivered)> PositionAsync(Person who, ConversationId lobby, Person whose)
    {
        var members = await who.GetAsync<Listing<MemberView>>($"conversations/{lobby}/members");
        var member = members.Items.Single(m => m.UserId == whose.Id);
        return (member.ReadOrdinal, member.DeliveredOrdinal);
    }

    private static async Task<ConversationId> LobbyAsync(TestParley parley, int messages, params Person[] people)
    {
        var lobby = await parley.ConversationAsync(people);
        for (var i = 0; i < messages; i++)
            await people[0].SaysAsync(lobby, $"{i}");

        return lobby;
    }
}
