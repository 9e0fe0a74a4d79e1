using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Realtime;

/// <summary>REST and socket are two doors of one house.</summary>
public sealed class OnePath
{
    [Fact]
    public async Task All_devices_of_all_members_hear_the_same_bytes_in_the_same_order()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        PersonSocket[] devices = [await ada.OpensAsync(), await ada.OpensAsync(), await grace.OpensAsync(), await grace.OpensAsync()];

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => i % 2 == 0
            ? SucceedsAsync((i % 4 == 0 ? ada : grace).PostsAsync(lobby, $"{i}"))
            : devices[i % 4].AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"{i}\"")));

        var heard = new List<string>[4];
        for (var device = 0; device < 4; device++)
        {
            heard[device] = [];
            while (heard[device].Count < 100)
            {
                var next = await devices[device].NextAsync();
                if (next.TryGetProperty("seq", out _))   // what is one person's own comes in between
                    heard[device].Add(next.GetRawText());
            }
        }

        Assert.All(heard, h => Assert.Equal(heard[0], h));
        Assert.Equal(Enumerable.Range(2, 100), heard[0].Select(e => System.Text.Json.JsonElement.Parse(e).GetProperty("seq").GetInt32()));
    }

    [Fact]
    public async Task What_is_done_over_the_socket_is_there_over_REST()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var socket = await grace.OpensAsync();
        var question = await ada.SaysAsync(lobby, "tea?");

        var sent = await AcknowledgedAsync(socket.AsksAsync(
            "send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"yes\",\"reply_to\":\"{question.Id}\",\"metadata\":{{\"mood\":\"glad\"}}"));
        var id = MessageId.Parse(sent.GetProperty("message").GetProperty("id").GetString()!, null);
        await AcknowledgedAsync(socket.AsksAsync("add_reaction", $"\"message_id\":\"{question.Id}\",\"emoji\":\"🍵\""));
        await AcknowledgedAsync(socket.AsksAsync("mark_read", $"\"conversation_id\":\"{lobby}\""));

        var seen = await ada.LooksAtAsync(id);
        Assert.Equal(("yes", question.Id, "glad"), (seen.Content, seen.ReplyTo, seen.Metadata!.Value.GetProperty("mood").GetString()));
        Assert.Equal("🍵", Assert.Single((await ada.LooksAtAsync(question.Id)).Reactions).Emoji);
        Assert.Equal(0, (await grace.LooksAtAsync(lobby)).UnreadCount);
        await AcknowledgedAsync(socket.AsksAsync("delete_message", $"\"message_id\":\"{id}\""));
        Assert.Equal("", (await ada.LooksAtAsync(id)).Content);
    }

    [Fact]
    public async Task What_is_done_over_REST_is_heard_as_it_is_read()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var socket = await grace.OpensAsync();

        var sent = await ada.SaysAsync(lobby, "hello");
        await SucceedsAsync(ada.EditsAsync(sent.Id, "hello!"));

        var posted = (await socket.NextAsync()).GetProperty("message");
        Assert.Equal(["new_message", "message_updated"], (await ada.GetAsync<ChangePage>($"conversations/{lobby}/changes?after=1")).Items.Select(Kind));
        Assert.Equal("hello", posted.GetProperty("content").GetString());
        var updated = await grace.HearsAsync<MessageUpdated>();
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(await grace.LooksAtAsync(sent.Id), WireJson.Wire.MessageView),
            System.Text.Json.JsonSerializer.Serialize(updated.Message, WireJson.Wire.MessageView));
    }

    [Fact]
    public async Task An_open_socket_hears_a_conversation_from_when_its_person_comes_until_they_go()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada);
        var (laptop, phone) = (await grace.OpensAsync(), await grace.OpensAsync());

        await ada.SaysAsync(lobby, "before");
        await ada.BringsAsync(lobby, grace);
        await ada.SaysAsync(lobby, "while");
        await SucceedsAsync(ada.KicksAsync(lobby, grace));
        await ada.SaysAsync(lobby, "after");

        foreach (var socket in new[] { laptop, phone })
        {
            Assert.Equal(grace.Id, (await socket.HearsAsync<MemberJoined>()).UserId);
            Assert.Equal("Ada added Grace", (await socket.HearsAsync<MessagePosted>()).Message.Content);
            Assert.Equal("while", (await socket.HearsAsync<MessagePosted>()).Message.Content);
            Assert.Equal(MemberStatus.Kicked, (await socket.HearsAsync<MemberLeft>()).Status);
            await socket.AsksAsync("ping");
            Assert.False(socket.TryNext(out _));
        }
    }

    [Fact]
    public async Task A_conversation_that_begins_is_heard_by_sockets_that_are_open()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        await grace.OpensAsync();
        var other = await eve.OpensAsync();

        var direct = await ada.CreatesAsync(new CreateConversation(ConversationType.Direct, MemberIds: [grace.Reference()]));
        await ada.SaysAsync(direct.Id, "psst");

        Assert.Equal(direct.Id, (await grace.HearsAsync<ConversationCreated>()).ConversationId);
        Assert.Equal("psst", (await grace.HearsAsync<MessagePosted>()).Message.Content);
        await other.AsksAsync("ping");
        Assert.False(other.TryNext(out _));
    }

    private static string Kind(ChatEvent happened) => happened switch
    {
        MessagePosted => "new_message",
        MessageUpdated => "message_updated",
        _ => happened.GetType().Name,
    };
}
