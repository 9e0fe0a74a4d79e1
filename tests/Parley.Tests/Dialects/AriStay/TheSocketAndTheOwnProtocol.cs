using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.Dialects.Transcripts;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Dialects.AriStay;

public sealed class TheSocketAndTheOwnProtocol
{
    [Fact]
    public async Task Hear_each_other()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        using var box = await OpenAsync(parley, ada, lobby);
        await grace.OpensAsync();

        await box.SendAsync("""{"type":"chat_message","message":"from the box"}""");
        var heard = (await grace.HearsAsync<MessagePosted>()).Message;
        Assert.Equal(("from the box", ada.Id), (heard.Content, heard.SenderId));
        Assert.Equal("from the box", Message(await box.NextAsync()).GetProperty("content").GetString());

        await grace.Socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"from Parley\"");
        Assert.Equal("from Parley", Message(await box.NextAsync()).GetProperty("content").GetString());
        Assert.Equal("from Parley", (await grace.HearsAsync<MessagePosted>()).Message.Content);

        await box.SendAsync("""{"type":"typing","is_typing":true}""");
        Assert.True((await grace.HearsAsync<TypingChanged>()).IsTyping);
        await box.SendAsync("""{"type":"mark_room_read"}""");
        Assert.Equal(2, (await grace.HearsAsync<ReadAdvanced>()).Ordinal);
    }

    [Fact]
    public async Task Say_nothing_to_who_was_removed()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        using var box = await OpenAsync(parley, grace, lobby);
        await ada.OpensAsync();

        await SucceedsAsync(ada.KicksAsync(lobby, grace));
        await ada.SaysAsync(lobby, "without Grace");
        await ada.HearsAsync<MemberLeft>();

        // An answer of her own socket, after all that was told: there was nothing before it.
        await box.SendAsync("""{"type":"mark_room_read"}""");
        Assert.Equal("error", (await box.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_socket_of_one_room_hears_no_other()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var (lobby, attic) = (await parley.ConversationAsync(ada, grace), await parley.ConversationAsync(ada, grace));
        using var box = await OpenAsync(parley, grace, lobby);

        await ada.SaysAsync(attic, "up here");
        await ada.SaysAsync(lobby, "down here");

        Assert.Equal("down here", Message(await box.NextAsync()).GetProperty("content").GetString());
    }

    [Fact]
    public async Task Frames_that_are_no_json_are_passed_over_and_too_many_end_the_line()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var ada = parley.Person("Ada");
        using var box = await OpenAsync(parley, ada, await parley.ConversationAsync(ada));

        for (var i = 0; i < 20; i++)
            await box.SendAsync("not json");

        Assert.Equal(CloseCodes.Policy, await box.ClosedAsync());
    }

    private static JsonElement Message(JsonElement frame)
    {
        Assert.Equal("chat_message", frame.GetProperty("type").GetString());
        return frame.GetProperty("message");
    }

    private static async Task<TranscriptSocket> OpenAsync(TestParley parley, Person person, ConversationId room)
    {
        var socket = new TranscriptSocket();
        await socket.OpenAsync(new UriBuilder(new Uri(parley.Address, $"/aristay/ws/chat/{room}/?token={person.Token}")) { Scheme = "ws" }.Uri);
        Assert.Equal("connection_established", (await socket.NextAsync()).GetProperty("type").GetString());
        return socket;
    }
}
