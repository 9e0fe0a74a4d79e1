using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Files;

/// <summary>Files that are put on a message after it was posted; the one door to that is OffChat's.</summary>
public sealed class AttachingLater
{
    [Fact]
    public async Task Everybody_hears_the_message_with_its_file_and_the_log_tells_it_again()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();
        var said = await ada.SaysAsync(lobby, "see here");

        Assert.Equal(HttpStatusCode.Created, (await PutsOnAsync(ada, said.Id, "a.txt", "first"u8.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PutsOnAsync(ada, said.Id, "b.txt", "second"u8.ToArray())).StatusCode);

        await grace.HearsAsync<MessagePosted>();
        Assert.Equal(["a.txt"], (await grace.HearsAsync<MessageUpdated>()).Message.Attachments.Select(file => file.Name));
        var heard = await grace.HearsAsync<MessageUpdated>();
        var replayed = (await grace.GetAsync<ChangePage>($"conversations/{lobby}/changes?after={said.Seq}")).Items.OfType<MessageUpdated>().Last();
        foreach (var message in new[] { heard.Message, replayed.Message, await grace.GetAsync<MessageView>($"messages/{said.Id}") })
        {
            Assert.Equal(["a.txt", "b.txt"], message.Attachments.Select(file => file.Name));
            Assert.Equal(("see here", null), (message.Content, message.EditedAt));
        }

        Assert.Equal("second", await grace.Http.GetStringAsync(heard.Message.Attachments[1].Url));
    }

    [Fact]
    public async Task Only_its_author_does_so_and_not_when_it_is_gone_or_a_forward_or_full()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await eve.IdAsync();
        var (full, gone) = (await ada.SaysAsync(lobby, "full"), await ada.SaysAsync(lobby, "gone"));
        var forward = await Person.ReadAsync<MessageView>(await ada.SendsAsync(lobby, new SendMessageBody(ForwardFrom: full.Id)));
        await Doings.SucceedsAsync(ada.DeleteAsync($"messages/{gone.Id}"));
        for (var i = 0; i < Limits.AttachmentsPerMessage; i++)
            Assert.Equal(HttpStatusCode.Created, (await PutsOnAsync(ada, full.Id, $"{i}.txt", [(byte)'a'])).StatusCode);

        Assert.Equal(HttpStatusCode.BadRequest, (await PutsOnAsync(ada, full.Id, "one-more.txt", [(byte)'a'])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutsOnAsync(ada, gone.Id, "a.txt", [(byte)'a'])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutsOnAsync(ada, forward.Id, "a.txt", [(byte)'a'])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutsOnAsync(grace, full.Id, "a.txt", [(byte)'a'])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PutsOnAsync(eve, full.Id, "a.txt", [(byte)'a'])).StatusCode);

        // What was refused is nobody's file.
        Assert.Equal(Limits.AttachmentsPerMessage, (await ada.GetAsync<OwnFiles>("files")).Items.Count);
        Assert.Empty((await grace.GetAsync<OwnFiles>("files")).Items);
        Assert.Empty((await eve.GetAsync<OwnFiles>("files")).Items);
    }

    [Fact]
    public async Task OffChat_takes_ten_megabytes_and_no_more()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var said = await ada.SaysAsync(lobby, "large");
        var text = new byte[(10 * 1024 * 1024) + 1];
        text.AsSpan().Fill((byte)'a');

        var refused = await PutsOnAsync(ada, said.Id, "large.txt", text);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("""{"error":"File size cannot exceed 10MB"}""", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Empty((await ada.GetAsync<OwnFiles>("files")).Items);
        Assert.Equal(HttpStatusCode.Created, (await PutsOnAsync(ada, said.Id, "large.txt", text[..^1])).StatusCode);
    }

    private static async Task<HttpResponseMessage> PutsOnAsync(Person person, MessageId message, string name, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new StringContent(message.ToString()), "message_id" }, { new ByteArrayContent(content), "file", name } };
        return await person.Http.PostAsync("/offchat/api/chat/upload/", form);
    }
}
