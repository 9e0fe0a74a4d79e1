using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Typing;

public sealed class ShowingThatOneTypes
{
    [Fact]
    public async Task The_others_hear_it_and_no_device_of_ones_own_does()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await ada.OpensAsync();
        var (laptop, phone) = (await grace.OpensAsync(), await grace.OpensAsync());

        await TypesAsync(laptop, "start_typing", lobby);
        await TypesAsync(laptop, "start_typing", lobby);   // still
        await TypesAsync(laptop, "stop_typing", lobby);
        await TypesAsync(laptop, "stop_typing", lobby);   // nothing to stop
        await ada.SaysAsync(lobby, "go on");

        Assert.Equal(new TypingChanged(lobby, grace.Id, true), await ada.HearsAsync<TypingChanged>());
        Assert.Equal(new TypingChanged(lobby, grace.Id, false), await ada.HearsAsync<TypingChanged>());
        foreach (var socket in new[] { ada.Socket, laptop, phone })
            Assert.Equal("new_message", (await socket.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task It_ends_by_itself_six_seconds_after_the_last_word_of_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var (hers, laptop) = (await ada.OpensAsync(), await grace.OpensAsync());

        await TypesAsync(laptop, "start_typing", lobby);
        Assert.True((await ada.HearsAsync<TypingChanged>()).IsTyping);
        parley.Clock.Advance(TimeSpan.FromSeconds(4));
        await TypesAsync(laptop, "start_typing", lobby);
        parley.Clock.Advance(TimeSpan.FromSeconds(5));
        await hers.AsksAsync("ping");
        Assert.False(AnyTyping(hers));   // nine seconds after the first word, five after the last

        parley.Clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal(new TypingChanged(lobby, grace.Id, false), await ada.HearsAsync<TypingChanged>());
    }

    [Fact]
    public async Task Who_does_not_belong_there_is_refused_and_heard_by_nobody()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var (lobby, garden) = (await parley.ConversationAsync(ada), await parley.PublicGroupAsync(ada));
        var (hers, other) = (await ada.OpensAsync(), await eve.OpensAsync());

        await Refused.WithAsync(Errors.NotFound, other.AsksAsync("start_typing", $"\"conversation_id\":\"{lobby}\""));
        await Refused.WithAsync(Errors.NotFound, other.AsksAsync("stop_typing", $"\"conversation_id\":\"{lobby}\""));
        await Refused.WithAsync(Errors.Forbidden, other.AsksAsync("start_typing", $"\"conversation_id\":\"{garden}\""));

        await hers.AsksAsync("ping");
        Assert.False(hers.TryNext(out _));
    }

    [Fact]
    public async Task It_is_shown_in_its_conversation_only()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var (lobby, office) = (await parley.ConversationAsync(ada, grace), await parley.ConversationAsync(linus, grace));
        await ada.OpensAsync();
        await linus.OpensAsync();
        var laptop = await grace.OpensAsync();

        await TypesAsync(laptop, "start_typing", office);

        Assert.Equal(office, (await linus.HearsAsync<TypingChanged>()).ConversationId);
        await ada.Socket.AsksAsync("ping");
        Assert.False(ada.Socket.TryNext(out _));
        Assert.Equal(1, (await linus.LooksAtAsync(office)).LastSeq);   // typing is kept nowhere
        Assert.Equal(1, (await ada.LooksAtAsync(lobby)).LastSeq);
    }

    private static bool AnyTyping(PersonSocket socket)
    {
        while (socket.TryNext(out var heard))
        {
            if (heard.GetProperty("type").GetString() == "typing_indicator")
                return true;
        }

        return false;
    }

    /// <summary>Typing has no answer; a ping behind it has, after it was read.</summary>
    private static async Task TypesAsync(PersonSocket socket, string what, ConversationId conversation)
    {
        await socket.SendsAsync($$"""{"type":"{{what}}","conversation_id":"{{conversation}}"}""");
        await socket.AsksAsync("ping");
    }
}
