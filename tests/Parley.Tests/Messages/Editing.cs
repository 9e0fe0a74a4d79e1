using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Messages;

public sealed class Editing
{
    [Fact]
    public async Task Everyone_hears_the_new_wording_and_the_earlier_ones_are_kept()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await ada.SaysAsync(lobby, "helo");
        await grace.OpensAsync();
        parley.Clock.Advance(TimeSpan.FromSeconds(3));
        var (first, second) = (parley.Clock.GetUtcNow(), parley.Clock.GetUtcNow().AddSeconds(4));

        await SucceedsAsync(ada.EditsAsync(message.Id, "hallo"));
        parley.Clock.Advance(TimeSpan.FromSeconds(4));
        await SucceedsAsync(ada.EditsAsync(message.Id, "hello"));

        Assert.Equal(("hallo", first), Heard(await grace.HearsAsync<MessageUpdated>()));
        Assert.Equal(("hello", second), Heard(await grace.HearsAsync<MessageUpdated>()));
        var seen = await grace.LooksAtAsync(message.Id);
        Assert.Equal(("hello", second, message.Ordinal, message.Seq), (seen.Content, seen.EditedAt, seen.Ordinal, seen.Seq));
        var edits = await grace.GetAsync<Listing<MessageEditView>>($"messages/{message.Id}/edits");
        Assert.Equal([new("helo", ada.Id, first), new("hallo", ada.Id, second)], edits.Items);
    }

    [Fact]
    public async Task It_is_done_over_the_socket_too()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await ada.SaysAsync(lobby, "helo");
        var (hers, other) = (await ada.OpensAsync(), await grace.OpensAsync());

        var ack = await AcknowledgedAsync(hers.AsksAsync("edit_message", $"\"message_id\":\"{message.Id}\",\"content\":\"hello\""));

        Assert.Equal("hello", ack.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("hello", (await grace.HearsAsync<MessageUpdated>()).Message.Content);
        await Refused.WithAsync(Errors.Forbidden, other.AsksAsync("edit_message", $"\"message_id\":\"{message.Id}\",\"content\":\"hallo\""));
    }

    [Fact]
    public async Task Only_the_author_edits_not_even_the_owner_does()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await grace.SaysAsync(lobby, "mine");

        await Refused.WithAsync(Errors.Forbidden, ada.EditsAsync(message.Id, "yours"));
        await Refused.WithAsync(Errors.NotFound, eve.EditsAsync(message.Id, "hers"));
        await SucceedsAsync(ada.KicksAsync(lobby, grace));
        await Refused.WithAsync(Errors.NotFound, grace.EditsAsync(message.Id, "from outside"));
        Assert.Equal("mine", (await ada.LooksAtAsync(message.Id)).Content);
    }

    [Fact]
    public async Task A_deleted_one_is_not_edited()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var message = await ada.SaysAsync(lobby, "gone");
        await SucceedsAsync(ada.DeletesAsync(message.Id));

        await Refused.WithAsync(Errors.MessageGone, ada.EditsAsync(message.Id, "back"));
        Assert.Equal("", (await ada.LooksAtAsync(message.Id)).Content);
    }

    [Fact]
    public async Task The_same_wording_again_changes_nothing_and_an_empty_one_is_refused()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var message = await ada.SaysAsync(lobby, "hello");

        await SucceedsAsync(ada.EditsAsync(message.Id, "hello"));
        await Refused.WithAsync(Errors.ValidationFailed, ada.EditsAsync(message.Id, ""));
        await Refused.WithAsync(Errors.ValidationFailed, ada.EditsAsync(message.Id, " \n"));
        await Refused.WithAsync(Errors.ValidationFailed, ada.EditsAsync(message.Id, new string('x', Limits.MessageCharacters + 1)));

        Assert.Null((await ada.LooksAtAsync(message.Id)).EditedAt);
        Assert.Empty((await ada.GetAsync<Listing<MessageEditView>>($"messages/{message.Id}/edits")).Items);
    }

    [Fact]
    public async Task Of_a_hundred_edits_at_once_none_is_lost_from_the_history()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var message = await ada.SaysAsync(lobby, "0");

        await Task.WhenAll(Enumerable.Range(1, 100).Select(i => SucceedsAsync(ada.EditsAsync(message.Id, $"{i}"))));

        var edits = await ada.GetAsync<Listing<MessageEditView>>($"messages/{message.Id}/edits");
        var all = edits.Items.Select(e => e.Content).Append((await ada.LooksAtAsync(message.Id)).Content);
        Assert.Equal(Enumerable.Range(0, 101), all.Select(int.Parse).Order());
    }

    private static (string, DateTimeOffset?) Heard(MessageUpdated updated) => (updated.Message.Content, updated.Message.EditedAt);
}
