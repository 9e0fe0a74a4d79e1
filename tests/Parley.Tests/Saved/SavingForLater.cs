using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Saved;

public sealed class SavingForLater
{
    [Fact]
    public async Task It_is_for_oneself_on_all_devices_with_a_note()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await grace.SaysAsync(lobby, "the address is …");
        var (device, hers) = (await ada.OpensAsync(), await grace.OpensAsync());

        await SucceedsAsync(ada.PutAsync($"messages/{message.Id}/saved", new SaveMessageBody("for the party")));
        Assert.Equal((message.Id, "for the party"), await device.HearsAsync<MessageSaved>() is var heard ? (heard.MessageId, heard.Note) : default);
        parley.Clock.Advance(TimeSpan.FromSeconds(1));
        await SucceedsAsync(ada.PutAsync($"messages/{message.Id}/saved", new SaveMessageBody("for the wedding")));
        Assert.Equal((heard.SavedAt, "for the wedding"), await device.HearsAsync<MessageSaved>() is var again ? (again.SavedAt, again.Note) : default);

        var saved = Assert.Single((await ada.GetAsync<Listing<SavedView>>("me/saved")).Items);
        Assert.Equal(("the address is …", "for the wedding", heard.SavedAt), (saved.Message.Content, saved.Note, saved.SavedAt));
        Assert.Empty((await grace.GetAsync<Listing<SavedView>>("me/saved")).Items);
        Assert.DoesNotContain(await hers.HeardSoFarAsync(), heardToo => heardToo is PersonalEvent);

        await SucceedsAsync(ada.DeleteAsync($"messages/{message.Id}/saved"));
        await SucceedsAsync(ada.DeleteAsync($"messages/{message.Id}/saved"));
        Assert.Equal(message.Id, (await device.HearsAsync<MessageUnsaved>()).MessageId);
        Assert.DoesNotContain(await device.HeardSoFarAsync(), more => more is PersonalEvent);
        Assert.Empty((await ada.GetAsync<Listing<SavedView>>("me/saved")).Items);
    }

    [Fact]
    public async Task What_one_may_no_longer_read_is_not_shown_until_one_is_back()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await ada.SaysAsync(lobby, "ours");
        await SucceedsAsync(grace.PutAsync($"messages/{message.Id}/saved", new SaveMessageBody()));
        await Refused.WithAsync(Errors.NotFound, eve.PutAsync($"messages/{message.Id}/saved", new SaveMessageBody()));

        await SucceedsAsync(ada.KicksAsync(lobby, grace));
        Assert.Empty((await grace.GetAsync<Listing<SavedView>>("me/saved")).Items);
        await ada.BringsAsync(lobby, grace);
        Assert.Single((await grace.GetAsync<Listing<SavedView>>("me/saved")).Items);
        await SucceedsAsync(ada.DeleteAsync($"conversations/{lobby}"));
        Assert.Empty((await grace.GetAsync<Listing<SavedView>>("me/saved")).Items);
    }

    [Fact]
    public async Task A_deleted_one_stays_as_a_place_with_ones_note()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var (kept, other) = (await ada.SaysAsync(lobby, "remember"), await ada.SaysAsync(lobby, "forget"));
        await SucceedsAsync(ada.PutAsync($"messages/{kept.Id}/saved", new SaveMessageBody("why")));
        await SucceedsAsync(ada.DeletesAsync(kept.Id));
        await SucceedsAsync(ada.DeletesAsync(other.Id));

        var saved = Assert.Single((await ada.GetAsync<Listing<SavedView>>("me/saved")).Items);
        Assert.Equal(("", "why", true), (saved.Message.Content, saved.Note, saved.Message.DeletedAt is not null));
        await SucceedsAsync(ada.PutAsync($"messages/{kept.Id}/saved", new SaveMessageBody("why not")));
        await Refused.WithAsync(Errors.MessageGone, ada.PutAsync($"messages/{other.Id}/saved", new SaveMessageBody()));
        await Refused.WithAsync(Errors.ValidationFailed, ada.PutAsync($"messages/{kept.Id}/saved", new SaveMessageBody(new string('x', Limits.NoteCharacters + 1))));
    }

    [Fact]
    public async Task The_list_is_paged_the_latest_first()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        for (var i = 1; i <= 3; i++)
            await SucceedsAsync(ada.Http.PutAsync($"messages/{(await ada.SaysAsync(lobby, $"{i}")).Id}/saved", null));   // no body, no note

        var page = await ada.GetAsync<Listing<SavedView>>("me/saved?limit=2");
        var rest = await ada.GetAsync<Listing<SavedView>>($"me/saved?limit=2&cursor={page.NextCursor}");

        Assert.Equal(["3", "2", "1"], page.Items.Concat(rest.Items).Select(s => s.Message.Content));
        Assert.Null(rest.NextCursor);
    }

    [Fact]
    public async Task Everybody_has_one_conversation_with_themselves_however_often_and_at_once_it_is_asked_for()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await ada.IdAsync();

        var notes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            ada.CreatesAsync(new(ConversationType.Direct, MemberIds: [$"{ada.Id}"]))));

        Assert.Single(notes.Select(n => n.Id).Distinct());
        Assert.Empty(notes[0].DirectWith!);
        await ada.SaysAsync(notes[0].Id, "buy bread");
        Assert.Equal(0, (await ada.LooksAtAsync(notes[0].Id)).UnreadCount);
        await Refused.WithAsync(Errors.NotFound, grace.AsksForAsync($"conversations/{notes[0].Id}"));
        await Refused.WithAsync(Errors.Forbidden, ada.LeavesAsync(notes[0].Id));
    }
}
