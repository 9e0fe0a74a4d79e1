using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.WholeStory;

/// <summary>F24: a read position only ever moves forward, whichever device speaks last.</summary>
public sealed class ReadingOnThreeDevices
{
    [Fact]
    public async Task The_position_never_goes_back_and_unread_is_what_lies_behind_it()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await (await ada.OpensAsync()).FloodsAsync(lobby, 100);
        PersonSocket[] devices = [await grace.OpensAsync(), await grace.OpensAsync(), await grace.OpensAsync()];
        var random = new Random(24);

        await Task.WhenAll(devices.Select(device => ReadAsync(device, lobby, [.. Enumerable.Range(0, 60).Select(_ => random.Next(91)), 90])));

        var told = (await ada.Socket.HeardSoFarAsync()).OfType<ReadAdvanced>().Select(r => r.Ordinal).ToList();
        Assert.Equal(told.Distinct().Order(), told);
        Assert.Equal(90, told[^1]);
        var mine = await grace.GetAsync<ConversationView>($"conversations/{lobby}");
        Assert.Equal((90L, 10L), (mine.My!.ReadOrdinal, mine.UnreadCount));
    }

    private static async Task ReadAsync(PersonSocket device, ConversationId lobby, List<int> ordinals)
    {
        foreach (var ordinal in ordinals)
            await device.SendsAsync($$"""{"type":"mark_read","ref":"read","conversation_id":"{{lobby}}","ordinal":{{ordinal}}}""");
        foreach (var _ in ordinals)
            Assert.Equal("ack", Hearing.Type(await device.AnswerAsync("read")));
    }
}
