using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Files;

public sealed class AttachingFiles
{
    [Fact]
    public async Task Everybody_in_the_conversation_hears_and_gets_the_files_and_nobody_else()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();
        var files = new[] { await ada.UploadsAsync("a.txt", "first"u8.ToArray()), await ada.UploadsAsync("b.zip", [.. "PK\x05\x06"u8, .. new byte[18]]) };

        var said = await ada.SaysWithAsync(lobby, "both", files);

        var heard = (await grace.HearsAsync<MessagePosted>()).Message;
        foreach (var message in new[] { said, heard, (await grace.PagesAsync(lobby)).Items.Single() })
        {
            Assert.Equal(files.Select(f => (f.Id, f.Name, f.Size, f.Sha256)), message.Attachments.Select(a => (a.Id, a.Name, a.Size, a.Sha256)));
            Assert.Equal(MessageType.File, message.MessageType);
        }

        Assert.Equal("first", await grace.Http.GetStringAsync(files[0].Url));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync(files[0].Url));
        await SucceedsAsync(ada.KicksAsync(lobby, grace));
        await Refused.WithAsync(Errors.NotFound, grace.AsksForAsync(files[0].Url));
    }

    [Fact]
    public async Task A_message_needs_words_or_files_and_a_file_stands_on_one_message()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var file = await ada.UploadsAsync("a.txt", "text"u8.ToArray());
        await Refused.WithAsync(Errors.ValidationFailed, ada.SendsAsync(lobby, new SendMessageBody("", AttachmentIds: [])));
        await Refused.WithAsync(Errors.NotFound, ada.SendsAsync(lobby, new SendMessageBody("", AttachmentIds: [FileId.New()])));
        await Refused.WithAsync(Errors.FileInUse, ada.SendsAsync(lobby, new SendMessageBody("", AttachmentIds: [file.Id, file.Id])));
        await Refused.WithAsync(Errors.ValidationFailed, ada.SendsAsync(
            lobby, new SendMessageBody("", AttachmentIds: [.. Enumerable.Range(0, Limits.AttachmentsPerMessage + 1).Select(_ => FileId.New())])));
        await Refused.WithAsync(Errors.ValidationFailed, ada.SendsAsync(lobby, new SendMessageBody("", MessageType: MessageType.Image, AttachmentIds: [file.Id])));

        await ada.SaysWithAsync(lobby, "", file);

        await Refused.WithAsync(Errors.FileInUse, ada.SendsAsync(lobby, new SendMessageBody("again", AttachmentIds: [file.Id])));
        Assert.Single((await ada.PagesAsync(lobby)).Items);
    }

    [Fact]
    public async Task Ten_copies_of_one_send_make_one_message_and_two_sends_of_one_file_too()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var (once, twice) = (await ada.UploadsAsync("a.txt", "text"u8.ToArray()), await ada.UploadsAsync("b.txt", "text"u8.ToArray()));
        var id = MessageId.New();

        var copies = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
            await Person.ReadAsync<MessageView>(await ada.SendsAsync(lobby, new SendMessageBody("", id, AttachmentIds: [once.Id])))));
        var rivals = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ada.SendsAsync(lobby, new SendMessageBody("", AttachmentIds: [twice.Id]))));

        Assert.All(copies, copy => Assert.Equal((id, once.Id), (copy.Id, copy.Attachments.Single().Id)));
        Assert.Equal((1, 9), (rivals.Count(a => a.StatusCode == HttpStatusCode.Created), rivals.Count(a => a.StatusCode == HttpStatusCode.Conflict)));
        Assert.Equal(2, (await ada.PagesAsync(lobby)).Items.Count);
    }

    [Fact]
    public async Task A_forward_shows_the_same_files_to_its_readers_until_both_messages_are_gone()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RestoreDays=0");
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var (lobby, attic) = (await parley.ConversationAsync(ada, grace), await parley.ConversationAsync(grace, eve));
        var file = await ada.UploadsAsync("a.txt", "text"u8.ToArray());
        var said = await ada.SaysWithAsync(lobby, "", file);

        var forward = await Person.ReadAsync<MessageView>(await grace.SendsAsync(attic, new SendMessageBody(ForwardFrom: said.Id)));
        Assert.Equal(file.Id, forward.Attachments.Single().Id);
        Assert.Equal("text", await eve.Http.GetStringAsync(file.Url));
        Assert.Equal(4, (await ada.GetAsync<OwnFiles>("files")).WorkspaceUsedBytes);

        await SucceedsAsync(ada.DeletesAsync(said.Id));
        Assert.Equal("text", await eve.Http.GetStringAsync(file.Url));
        await SucceedsAsync(grace.DeletesAsync(forward.Id));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync(file.Url));
        await Cleaning.RunAsync(parley);
        Assert.Empty(Uploading.Stored(parley));
    }

    [Fact]
    public async Task A_file_is_deleted_by_who_sent_it_or_who_may_delete_the_message()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var lobby = await parley.ConversationAsync(ada, grace, linus);
        var (one, two) = (await grace.UploadsAsync("a.txt", "one"u8.ToArray()), await grace.UploadsAsync("b.txt", "two"u8.ToArray()));
        var said = await grace.SaysWithAsync(lobby, "", one, two);

        await Refused.WithAsync(Errors.Forbidden, linus.DeleteAsync($"files/{one.Id}"));
        await SucceedsAsync(ada.DeleteAsync($"files/{one.Id}"));
        await Refused.WithAsync(Errors.NotFound, grace.AsksForAsync(one.Url));
        Assert.Equal(two.Id, (await linus.LooksAtAsync(said.Id)).Attachments.Single().Id);

        await SucceedsAsync(grace.DeleteAsync($"files/{two.Id}"));
        Assert.NotNull((await linus.LooksAtAsync(said.Id)).DeletedAt);
    }

    [Fact]
    public async Task The_files_of_a_conversation_are_listed_by_kind_and_page()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        for (var i = 0; i < 3; i++)
            await ada.SaysWithAsync(lobby, "", await ada.UploadsAsync($"{i}.txt", "text"u8.ToArray()));
        var archive = await ada.SaysWithAsync(lobby, "", await ada.UploadsAsync("x", "Rar!\x1A\x07\x01\0"u8.ToArray()));

        var first = await grace.GetAsync<Listing<FileView>>($"conversations/{lobby}/files?limit=2");
        var second = await grace.GetAsync<Listing<FileView>>($"conversations/{lobby}/files?limit=2&cursor={first.NextCursor}");
        var archives = await grace.GetAsync<Listing<FileView>>($"conversations/{lobby}/files?kind=archive");

        Assert.Equal(["x", "2.txt", "1.txt", "0.txt"], first.Items.Concat(second.Items).Select(f => f.Name));
        Assert.Equal(archive.Id, Assert.Single(archives.Items).MessageId);
        Assert.Equal(HttpStatusCode.BadRequest, (await grace.AsksForAsync($"conversations/{lobby}/files?kind=nonsense")).StatusCode);
        await Refused.WithAsync(Errors.NotFound, parley.Person("Eve").AsksForAsync($"conversations/{lobby}/files"));
    }
}
