using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.Dialects.Transcripts;
using Xunit;

namespace Parley.Tests.Dialects.OffChat;

/// <summary>A socket of OffChat at one end and our own protocol's at the other.</summary>
public sealed class OffChatBesideOurOwn
{
    [Fact]
    public async Task What_one_says_the_other_hears_typing_and_edits_too()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();
        using var old = await OpensAsync(parley, ada, $"ws/chat/{lobby}/");

        await old.SendAsync("""{"type":"typing"}""");
        Assert.True((await grace.HearsAsync<TypingChanged>()).IsTyping);
        await old.SendAsync("""{"type":"send_message","content":"from OffChat"}""");
        Assert.Equal("from OffChat", (await grace.HearsAsync<MessagePosted>()).Message.Content);

        var said = await grace.SaysAsync(lobby, "from Parley");
        Assert.Equal("from Parley", (await HearsAsync(old, "new_message", "from Parley")).GetProperty("content").GetString());
        await Doings.SucceedsAsync(grace.PatchAsync($"messages/{said.Id}", new EditMessageBody("from Parley, edited")));
        Assert.True((await HearsAsync(old, "message_updated", "from Parley, edited")).GetProperty("is_edited").GetBoolean());
    }

    [Fact]
    public async Task Whoever_is_removed_hears_nothing_after_it_by_any_of_its_sockets()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, bo) = (parley.Person("Ada"), parley.Person("Bo"));
        var (lobby, other) = (await parley.ConversationAsync(ada, bo), await parley.ConversationAsync(ada, bo));
        using var chat = await OpensAsync(parley, bo, $"ws/chat/{lobby}/");
        using var hub = await OpensAsync(parley, bo, "ws/chat/");
        foreach (var joined in new[] { lobby, other })
        {
            await hub.SendAsync($$"""{"type":"join_conversation","conversation_id":"{{joined}}"}""");
            Assert.Equal("joined", (await hub.NextAsync()).GetProperty("type").GetString());
        }

        await ada.SaysAsync(lobby, "before");
        await Doings.SucceedsAsync(ada.KicksAsync(lobby, bo));
        await ada.SaysAsync(lobby, "after");
        await ada.SaysAsync(other, "elsewhere");

        Assert.Equal("before", Content(await chat.NextAsync()));
        Assert.Equal("before", Content(await hub.NextAsync()));
        Assert.Equal("elsewhere", Content(await hub.NextAsync()));
        await chat.SendAsync("""{"type":"ping"}""");
        Assert.Equal("pong", (await chat.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Two_who_write_to_each_other_at_once_begin_one_conversation_in_the_order_of_each()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, bo) = (parley.Person("Ada"), parley.Person("Bo"));
        var (adas, bos) = (await ada.IdAsync(), await bo.IdAsync());
        using var one = await OpensAsync(parley, ada, $"ws/chat/individual/{bos}/");
        using var two = await OpensAsync(parley, bo, $"ws/chat/individual/{adas}/");

        foreach (var text in new[] { "1", "2", "3" })
        {
            await one.SendAsync($$"""{"type":"send_message","content":"a{{text}}"}""");
            await two.SendAsync($$"""{"type":"send_message","content":"b{{text}}"}""");
        }

        var heard = new List<string>();
        while (heard.Count < 6)
        {
            if (Content(await two.NextAsync()) is { } content)
                heard.Add(content);
        }

        Assert.Equal(["a1", "a2", "a3"], heard.Where(text => text.StartsWith('a')));
        Assert.Equal(["b1", "b2", "b3"], heard.Where(text => text.StartsWith('b')));
        var conversation = Assert.Single((await ada.GetAsync<Listing<ConversationView>>("conversations")).Items);
        Assert.Equal(heard, await ada.TextsAsync(conversation.Id));
    }

    private static async Task<TranscriptSocket> OpensAsync(TestParley parley, Person person, string path)
    {
        await person.IdAsync();
        var socket = new TranscriptSocket();
        await socket.OpenAsync(new UriBuilder(new Uri(parley.Address, $"offchat/{path}")) { Scheme = "ws", Query = $"token={person.Token}" }.Uri);
        await socket.SendAsync("""{"type":"ping"}""");   // answered when it is live
        Assert.Equal("pong", (await socket.NextAsync()).GetProperty("type").GetString());
        return socket;
    }

    private static async Task<JsonElement> HearsAsync(TranscriptSocket socket, string type, string content)
    {
        while (true)
        {
            var frame = await socket.NextAsync();
            if (frame.GetProperty("type").GetString() == type && Content(frame) == content)
                return frame.GetProperty("message");
        }
    }

    private static string? Content(JsonElement frame) =>
        frame.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object ? message.GetProperty("content").GetString() : null;
}
