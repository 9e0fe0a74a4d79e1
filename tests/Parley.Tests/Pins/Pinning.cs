using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Pins;

public sealed class Pinning
{
    [Fact]
    public async Task Everyone_hears_it_once_and_sees_who_did_it_and_when()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var (first, second) = (await ada.SaysAsync(lobby, "the rules"), await ada.SaysAsync(lobby, "the menu"));
        await ada.OpensAsync();

        await SucceedsAsync(grace.PinsAsync(first.Id));
        parley.Clock.Advance(TimeSpan.FromSeconds(1));
        await SucceedsAsync(ada.PinsAsync(second.Id));
        await SucceedsAsync(ada.PinsAsync(first.Id));   // it is; nothing changes

        var heard = await ada.HearsAsync<MessagePinned>();
        Assert.Equal((first.Id, grace.Id), (heard.MessageId, heard.PinnedBy));
        var other = await ada.HearsAsync<MessagePinned>();
        Assert.Equal((heard.Seq + 1, second.Id, ada.Id), (other.Seq, other.MessageId, other.PinnedBy));
        var pins = (await grace.GetAsync<Listing<PinView>>($"conversations/{lobby}/pins")).Items;
        Assert.Equal([(second.Id, ada.Id, other.PinnedAt), (first.Id, grace.Id, heard.PinnedAt)], pins.Select(p => (p.Message.Id, p.PinnedBy, p.PinnedAt)));
        Assert.Equal([heard.PinnedAt, other.PinnedAt], (await ada.PagesAsync(lobby)).Items.Select(m => m.PinnedAt));

        await SucceedsAsync(grace.DeleteAsync($"messages/{second.Id}/pin"));
        await SucceedsAsync(grace.DeleteAsync($"messages/{second.Id}/pin"));
        Assert.Equal((second.Id, grace.Id), await ada.HearsAsync<MessageUnpinned>() is var gone ? (gone.MessageId, gone.UnpinnedBy) : default);
        Assert.Null((await ada.LooksAtAsync(second.Id)).PinnedAt);
        Assert.Equal(gone.Seq, (await ada.LooksAtAsync(lobby)).LastSeq);
    }

    [Fact]
    public async Task Whoever_was_away_is_told_of_pins_by_resume()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await ada.SaysAsync(lobby, "the rules");
        await SucceedsAsync(ada.PinsAsync(message.Id));
        await SucceedsAsync(ada.DeleteAsync($"messages/{message.Id}/pin"));
        await SucceedsAsync(ada.PinsAsync(message.Id));

        var told = await (await grace.OpensAsync()).ResumesAsync(lobby, message.Seq);

        Assert.Equal(["MessagePinned", "MessageUnpinned", "MessagePinned"], told.Select(e => e.GetType().Name));
        Assert.Equal([message.Seq + 1, message.Seq + 2, message.Seq + 3], told.Seqs(lobby));
    }

    [Fact]
    public async Task A_deleted_message_is_no_longer_pinned_and_cannot_be()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var message = await ada.SaysAsync(lobby, "the rules");
        await SucceedsAsync(ada.PinsAsync(message.Id));

        await SucceedsAsync(ada.DeletesAsync(message.Id));

        Assert.Empty((await ada.GetAsync<Listing<PinView>>($"conversations/{lobby}/pins")).Items);
        Assert.Null((await ada.LooksAtAsync(message.Id)).PinnedAt);
        await Refused.WithAsync(Errors.MessageGone, ada.PinsAsync(message.Id));
    }

    [Fact]
    public async Task There_are_a_hundred_at_most()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var messages = new List<MessageView>();
        for (var i = 0; i <= Limits.PinsPerConversation; i++)
            messages.Add(await ada.SaysAsync(lobby, $"number {i}"));
        await Task.WhenAll(messages.Take(Limits.PinsPerConversation).Select(m => SucceedsAsync(ada.PinsAsync(m.Id))));

        await Refused.WithAsync(Errors.TooManyPins, ada.PinsAsync(messages[^1].Id));

        await SucceedsAsync(ada.DeleteAsync($"messages/{messages[0].Id}/pin"));
        await SucceedsAsync(ada.PinsAsync(messages[^1].Id));
        Assert.Equal(Limits.PinsPerConversation, (await ada.GetAsync<Listing<PinView>>($"conversations/{lobby}/pins")).Items.Count);
    }

    [Fact]
    public async Task In_a_channel_it_is_for_those_who_write_there_and_outsiders_see_none()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        await grace.IdAsync();
        var news = (await ada.CreatesAsync(new(ConversationType.Channel, "News", MemberIds: [grace.Reference()]))).Id;
        var message = await ada.SaysAsync(news, "read all about it");

        await Refused.WithAsync(Errors.Forbidden, grace.PinsAsync(message.Id));
        await Refused.WithAsync(Errors.NotFound, eve.PinsAsync(message.Id));
        await SucceedsAsync(ada.PinsAsync(message.Id));

        Assert.Single((await grace.GetAsync<Listing<PinView>>($"conversations/{news}/pins")).Items);
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"conversations/{news}/pins"));
    }
}
