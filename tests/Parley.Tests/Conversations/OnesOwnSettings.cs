using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

public sealed class OnesOwnSettings
{
    [Fact]
    public async Task Archiving_and_pinning_are_for_oneself_alone()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var socket = await grace.OpensAsync();

        await SucceedsAsync(ada.PostAsync($"conversations/{lobby}/archive"));
        await SucceedsAsync(ada.PostAsync($"conversations/{lobby}/pin"));

        var (hers, other) = ((await ada.LooksAtAsync(lobby)).My!, (await grace.LooksAtAsync(lobby)).My!);
        Assert.Equal((true, true, false, false), (hers.Archived, hers.Pinned, other.Archived, other.Pinned));
        await socket.AsksAsync("ping");
        Assert.False(socket.TryNext(out _));

        await SucceedsAsync(ada.PostAsync($"conversations/{lobby}/unarchive"));
        await SucceedsAsync(ada.PostAsync($"conversations/{lobby}/unpin"));
        var again = (await ada.LooksAtAsync(lobby)).My!;
        Assert.Equal((false, false), (again.Archived, again.Pinned));
    }

    [Fact]
    public async Task Ones_other_devices_hear_of_it_at_once()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var device = await ada.OpensAsync();

        await SucceedsAsync(ada.PostAsync($"conversations/{lobby}/archive"));
        await SucceedsAsync(ada.PostAsync($"conversations/{lobby}/pin"));
        await SucceedsAsync(ada.PostAsync($"conversations/{lobby}/mute"));
        await SucceedsAsync(ada.PostAsync($"conversations/{lobby}/unarchive"));

        Assert.True((await device.HearsAsync<MyConversationUpdated>()).My.Archived);
        Assert.True((await device.HearsAsync<MyConversationUpdated>()).My.Pinned);
        Assert.NotNull((await device.HearsAsync<MyConversationUpdated>()).My.MutedUntil);
        var last = await device.HearsAsync<MyConversationUpdated>();
        Assert.Equal(lobby, last.ConversationId);
        Assert.Equal((await ada.LooksAtAsync(lobby)).My, last.My);
    }

    [Fact]
    public async Task Muting_lasts_until_the_named_time_or_until_it_is_ended()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var noon = parley.Clock.GetUtcNow().AddHours(3);

        await SucceedsAsync(ada.PostAsync($"conversations/{lobby}/mute", new MuteConversation(noon)));
        Assert.Equal(noon, (await ada.LooksAtAsync(lobby)).My!.MutedUntil);
        Assert.Null((await grace.LooksAtAsync(lobby)).My!.MutedUntil);

        await SucceedsAsync(ada.PostAsync($"conversations/{lobby}/mute"));
        Assert.Equal(9999, (await ada.LooksAtAsync(lobby)).My!.MutedUntil!.Value.Year);   // for ever

        await SucceedsAsync(ada.PostAsync($"conversations/{lobby}/unmute"));
        Assert.Null((await ada.LooksAtAsync(lobby)).My!.MutedUntil);
        await Refused.WithAsync(Errors.ValidationFailed, ada.PostAsync(
            $"conversations/{lobby}/mute", new MuteConversation(parley.Clock.GetUtcNow().AddSeconds(-1))));
    }

    [Fact]
    public async Task Outsiders_set_nothing()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada);
        var garden = await parley.PublicGroupAsync(ada);

        foreach (var setting in new[] { "archive", "unarchive", "pin", "unpin", "mute", "unmute" })
        {
            await Refused.WithAsync(Errors.NotFound, eve.PostAsync($"conversations/{lobby}/{setting}"));
            await Refused.WithAsync(Errors.Forbidden, eve.PostAsync($"conversations/{garden}/{setting}"));
        }
    }

    [Fact]
    public async Task Who_comes_back_starts_without_them()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var garden = await parley.PublicGroupAsync(ada, grace);
        foreach (var setting in new[] { "archive", "pin", "mute" })
            Assert.Equal(HttpStatusCode.NoContent, (await grace.PostAsync($"conversations/{garden}/{setting}")).StatusCode);

        await SucceedsAsync(grace.LeavesAsync(garden));
        await SucceedsAsync(grace.JoinsAsync(garden));

        var mine = (await grace.LooksAtAsync(garden)).My!;
        Assert.Equal((false, false, null), (mine.Archived, mine.Pinned, mine.MutedUntil));
    }
}
