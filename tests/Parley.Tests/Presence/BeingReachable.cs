using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Presence;

public sealed class BeingReachable
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Others_are_told_within_a_second_that_somebody_came_and_went()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await parley.ConversationAsync(ada, grace);
        await ComesAsync(ada);
        parley.Clock.Advance(Round);

        await ComesAsync(grace);
        parley.Clock.Advance(Round);
        var came = await ada.HearsAsync<PresenceChanged>();
        Assert.Equal((grace.Id, PresenceStatus.Online), (came.UserId, came.Status));

        await GoesAsync(parley, grace.Socket);
        var gone = parley.Clock.GetUtcNow();
        parley.Clock.Advance(Round);
        Assert.Equal(new PresenceChanged(grace.Id, PresenceStatus.Offline, gone), await ada.HearsAsync<PresenceChanged>());
        Assert.Equal(new PresenceView(grace.Id, PresenceStatus.Offline, gone), await AskAsync(ada, grace));
    }

    [Fact]
    public async Task Who_comes_back_within_the_second_was_never_away()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await parley.ConversationAsync(ada, grace);
        await ComesAsync(ada);
        await ComesAsync(grace);
        parley.Clock.Advance(Round);
        Assert.Equal(PresenceStatus.Online, (await ada.HearsAsync<PresenceChanged>()).Status);

        await GoesAsync(parley, grace.Socket);
        await ComesAsync(grace);
        parley.Clock.Advance(Round);
        await SaysOfThisDeviceAsync(grace.Socket, "busy");
        parley.Clock.Advance(Round);

        Assert.Equal(PresenceStatus.Busy, (await ada.HearsAsync<PresenceChanged>()).Status);   // and nothing before it
    }

    [Fact]
    public async Task Over_several_devices_busy_wins_then_online_then_away()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await parley.ConversationAsync(ada, grace);
        await grace.IdAsync();
        var (laptop, phone) = (await ComesAsync(grace), await ComesAsync(grace));
        foreach (var (first, second, merged) in new[]
        {
            ("online", "busy", PresenceStatus.Busy), ("away", "online", PresenceStatus.Online), ("away", "away", PresenceStatus.Away),
            ("offline", "away", PresenceStatus.Away), ("busy", "offline", PresenceStatus.Busy), ("offline", "offline", PresenceStatus.Offline),
        })
        {
            await SaysOfThisDeviceAsync(laptop, first);
            await SaysOfThisDeviceAsync(phone, second);
            Assert.Equal((first, second, merged), (first, second, (await AskAsync(ada, grace))!.Status));
        }

        await SaysOfThisDeviceAsync(laptop, "busy");
        await SaysOfThisDeviceAsync(phone, "away");
        await GoesAsync(parley, laptop);
        Assert.Equal(PresenceStatus.Away, (await AskAsync(ada, grace))!.Status);
        var mine = await Person.ReadAsync<PresenceView>(await grace.PutAsync("presence/me", new UpdatePresence(PresenceStatus.Online)));
        Assert.Equal(PresenceStatus.Online, mine.Status);
        await GoesAsync(parley, phone);
        Assert.Equal(PresenceStatus.Offline, (await AskAsync(ada, grace))!.Status);
    }

    [Fact]
    public async Task One_is_told_of_people_one_shares_a_conversation_with_and_of_nobody_else()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await ComesAsync(eve);
        await ComesAsync(grace);
        parley.Clock.Advance(Round);

        Assert.Null(await AskAsync(eve, grace));
        Assert.Equal([grace.Id], (await ada.GetAsync<Listing<PresenceView>>($"presence?user_ids={grace.Id},{eve.Id},{UserId.New()}")).Items.Select(p => p.UserId));
        Assert.Equal([ada.Id, grace.Id], (await ada.GetAsync<Listing<PresenceView>>("presence")).Items.Select(p => p.UserId));
        Assert.Equal(PresenceStatus.Online, (await AskAsync(eve, eve))!.Status);
        await Refused.WithAsync(Errors.ValidationFailed, ada.AsksForAsync("presence?user_ids=Grace"));
        await Refused.WithAsync(Errors.NotFound, eve.PutAsync("presence/me", new UpdatePresence(PresenceStatus.Online, lobby)));
        await SucceedsAsync(grace.LeavesAsync(lobby));
        Assert.Null(await AskAsync(ada, grace));
        await eve.Socket.AsksAsync("ping");
        Assert.False(eve.Socket.TryNext(out _));
    }

    [Fact]
    public async Task It_says_which_conversation_one_looks_at()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await ComesAsync(ada);
        await ComesAsync(grace);

        await AcknowledgedAsync(grace.Socket.AsksAsync("update_presence", $"\"status\":\"online\",\"current_conversation_id\":\"{lobby}\""));
        parley.Clock.Advance(Round);

        Assert.Equal(lobby, (await ada.HearsAsync<PresenceChanged>()).CurrentConversationId);
        Assert.Equal(lobby, (await AskAsync(ada, grace))!.CurrentConversationId);
        await Refused.WithAsync(Errors.ValidationFailed, grace.Socket.AsksAsync("update_presence", "\"status\":\"asleep\""));
    }

    private static async Task<PresenceView?> AskAsync(Person person, Person about) =>
        (await person.GetAsync<Listing<PresenceView>>($"presence?user_ids={about.Id}")).Items.SingleOrDefault();

    /// <summary>Opens a socket and waits until presence knows of it: frames are read after that.</summary>
    private static async Task<PersonSocket> ComesAsync(Person person)
    {
        var socket = await person.OpensAsync();
        await socket.AsksAsync("ping");
        return socket;
    }

    /// <summary>Closes a socket and waits until presence knows of it.</summary>
    private static async Task GoesAsync(TestParley parley, PersonSocket socket)
    {
        var known = Lines.NextClosedAsync(parley);
        await socket.ClosesAsync();
        await known;
    }

    private static async Task SaysOfThisDeviceAsync(PersonSocket socket, string status) =>
        await AcknowledgedAsync(socket.AsksAsync("update_presence", $"\"status\":\"{status}\""));
}
