using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Drafts;

public sealed class Drafting
{
    [Fact]
    public async Task What_one_writes_here_is_seen_there_and_by_nobody_else()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var said = await grace.SaysAsync(lobby, "well?");
        var (other, hers) = (await ada.OpensAsync(), await grace.OpensAsync());
        var file = Guid.CreateVersion7();

        var written = await DraftsAsync(ada, lobby, new DraftBody("I was thinking", said.Id, [file]));

        var heard = (await other.HearsAsync<DraftUpdated>()).Draft!;
        Assert.Equal(("I was thinking", said.Id, file, written.Version), (heard.Content, heard.ReplyTo, heard.AttachmentIds[0], heard.Version));
        Assert.Equal("I was thinking", (await ada.GetAsync<DraftView>($"conversations/{lobby}/draft")).Content);
        Assert.Equal(written.Version, Assert.Single((await ada.GetAsync<Listing<DraftView>>("me/drafts")).Items).Version);
        Assert.DoesNotContain(await hers.HeardSoFarAsync(), heardToo => heardToo is PersonalEvent);
        Assert.Empty((await grace.GetAsync<Listing<DraftView>>("me/drafts")).Items);
        await Refused.WithAsync(Errors.NotFound, grace.AsksForAsync($"conversations/{lobby}/draft"));

        await SucceedsAsync(ada.DeleteAsync($"conversations/{lobby}/draft"));
        Assert.Null((await other.HearsAsync<DraftUpdated>()).Draft);
        Assert.Empty((await ada.GetAsync<Listing<DraftView>>("me/drafts")).Items);
    }

    [Fact]
    public async Task It_survives_the_server()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var written = await DraftsAsync(ada, lobby, new DraftBody("not yet sent"));

        await parley.RestartAsync();

        Assert.Equal(("not yet sent", written.Version), await ada.GetAsync<DraftView>($"conversations/{lobby}/draft") is var d ? (d.Content, d.Version) : default);
    }

    [Fact]
    public async Task A_device_that_missed_something_is_refused_and_loses_nothing()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var first = await DraftsAsync(ada, lobby, new DraftBody("from the phone", Version: 0));

        await Refused.WithAsync(Errors.DraftConflict, ada.PutAsync($"conversations/{lobby}/draft", new DraftBody("from the desk", Version: 0)));
        var second = await DraftsAsync(ada, lobby, new DraftBody("from the desk, having read", Version: first.Version));
        await Refused.WithAsync(Errors.DraftConflict, ada.PutAsync($"conversations/{lobby}/draft", new DraftBody("late", Version: first.Version)));
        await Refused.WithAsync(Errors.DraftConflict, ada.DeleteAsync($"conversations/{lobby}/draft?version={first.Version}"));

        // Sent from one device: the other one's late keystroke does not bring it back, also not onto a new one.
        await SucceedsAsync(ada.DeleteAsync($"conversations/{lobby}/draft?version={second.Version}"));
        await Refused.WithAsync(Errors.DraftConflict, ada.PutAsync($"conversations/{lobby}/draft", new DraftBody("late", Version: second.Version)));
        parley.Clock.Advance(TimeSpan.FromMilliseconds(5));
        Assert.NotEqual(first.Version, (await DraftsAsync(ada, lobby, new DraftBody("new"))).Version);
        await Refused.WithAsync(Errors.DraftConflict, ada.PutAsync($"conversations/{lobby}/draft", new DraftBody("late", Version: second.Version)));
        Assert.Equal("last one wins", (await DraftsAsync(ada, lobby, new DraftBody("last one wins"))).Content);
    }

    [Fact]
    public async Task It_goes_with_the_message_it_became()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var (lobby, other) = (await parley.ConversationAsync(ada), await parley.ConversationAsync(ada));
        await DraftsAsync(ada, lobby, new DraftBody("hel"));
        await DraftsAsync(ada, other, new DraftBody("something else"));
        var socket = await ada.OpensAsync();

        await ada.SaysAsync(lobby, "unrelated");
        Assert.Equal(2, (await ada.GetAsync<Listing<DraftView>>("me/drafts")).Items.Count);
        await SucceedsAsync(ada.SendsAsync(lobby, new SendMessageBody("hello", ClearDraft: true)));

        await socket.HearsAsync<MessagePosted>();
        var gone = await socket.HearsAsync<DraftUpdated>();
        Assert.Equal((lobby, true), (gone.ConversationId, gone.Draft is null));
        Assert.Equal(other, Assert.Single((await ada.GetAsync<Listing<DraftView>>("me/drafts")).Items).ConversationId);
    }

    [Fact]
    public async Task It_ends_with_the_membership_and_with_the_conversation()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await DraftsAsync(grace, lobby, new DraftBody("I would like to"));
        await DraftsAsync(ada, lobby, new DraftBody("so would I"));

        await SucceedsAsync(ada.KicksAsync(lobby, grace));
        Assert.Empty((await grace.GetAsync<Listing<DraftView>>("me/drafts")).Items);
        await Refused.WithAsync(Errors.NotFound, grace.PutAsync($"conversations/{lobby}/draft", new DraftBody("but")));
        await ada.BringsAsync(lobby, grace);
        await Refused.WithAsync(Errors.NotFound, grace.AsksForAsync($"conversations/{lobby}/draft"));

        await SucceedsAsync(ada.DeleteAsync($"conversations/{lobby}"));
        Assert.Empty((await ada.GetAsync<Listing<DraftView>>("me/drafts")).Items);
    }

    [Fact]
    public async Task It_is_no_longer_than_a_message_and_answers_only_what_stands_there()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var (lobby, elsewhere) = (await parley.ConversationAsync(ada), await parley.ConversationAsync(eve));
        var theirs = await eve.SaysAsync(elsewhere, "secret");

        await Refused.WithAsync(Errors.ValidationFailed, ada.PutAsync($"conversations/{lobby}/draft", new DraftBody(new string('x', Limits.MessageCharacters + 1))));
        await Refused.WithAsync(Errors.NotFound, ada.PutAsync($"conversations/{lobby}/draft", new DraftBody("x", theirs.Id)));
        await Refused.WithAsync(Errors.NotFound, ada.PutAsync($"conversations/{elsewhere}/draft", new DraftBody("x")));
        await SucceedsAsync(ada.PutAsync($"conversations/{lobby}/draft", new DraftBody(new string('x', Limits.MessageCharacters))));
    }

    [Fact]
    public async Task All_of_them_are_listed_the_latest_first()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var rooms = new[] { await parley.ConversationAsync(ada), await parley.ConversationAsync(ada), await parley.ConversationAsync(ada) };
        foreach (var room in rooms)
        {
            parley.Clock.Advance(TimeSpan.FromSeconds(1));
            await DraftsAsync(ada, room, new DraftBody("…"));
        }

        var page = await ada.GetAsync<Listing<DraftView>>("me/drafts?limit=2");
        var rest = await ada.GetAsync<Listing<DraftView>>($"me/drafts?limit=2&cursor={page.NextCursor}");

        Assert.Equal(rooms.Reverse(), page.Items.Concat(rest.Items).Select(d => d.ConversationId));
        Assert.Null(rest.NextCursor);
        Assert.Equal(HttpStatusCode.BadRequest, (await ada.AsksForAsync("me/drafts?cursor=x")).StatusCode);
    }

    private static async Task<DraftView> DraftsAsync(Person person, ConversationId conversation, DraftBody draft) =>
        await Person.ReadAsync<DraftView>(await person.PutAsync($"conversations/{conversation}/draft", draft));
}
