using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Realtime;

public sealed class TheLifeOfASocket
{
    [Fact]
    public async Task It_begins_with_who_one_is()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var id = await ada.IdAsync();
        using var socket = await PersonSocket.ConnectAsync(parley.Address, $"?token={ada.Token}");

        var first = await socket.NextAsync();

        Assert.Equal(["type", "user_id", "workspace_id", "session_id", "timestamp"], first.EnumerateObject().Select(m => m.Name));
        Assert.Equal("connection_established", first.GetProperty("type").GetString());
        Assert.Equal(id.ToString(), first.GetProperty("user_id").GetString());
        Assert.Equal(parley.Clock.GetUtcNow(), first.GetProperty("timestamp").GetDateTimeOffset());
        Assert.EndsWith("Z", first.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ping_is_answered_by_a_pong_with_its_reference()
    {
        await using var parley = await TestParley.StartAsync();
        var socket = await parley.Person("Ada").OpensAsync();

        var pong = await socket.AsksAsync("ping");
        await socket.SendsAsync("""{"type":"ping"}""");
        var bare = await socket.AnswerAsync();

        Assert.Equal(["type", "ref"], pong.EnumerateObject().Select(m => m.Name));
        Assert.Equal("pong", pong.GetProperty("type").GetString());
        Assert.Equal("""{"type":"pong"}""", bare.GetRawText());
    }

    [Fact]
    public async Task Answers_carry_the_reference_of_what_they_answer()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var socket = await ada.OpensAsync();

        await socket.SendsAsync($$"""{"conversation_id":"{{lobby}}","content":"hi","ref":"späti ☕","type":"send_message"}""");
        await socket.SendsAsync("""{"type":"send_message","ref":"bad","content":"to nowhere"}""");
        await socket.SendsAsync($$"""{"type":"send_message","conversation_id":"{{lobby}}","content":"bare","unknown":[1,{"x":2}]}""");

        var (answers, bare) = (new Dictionary<string, JsonElement>(), default(JsonElement));
        for (var i = 0; i < 3; i++)
        {
            var answer = await socket.AnswerAsync();
            if (answer.TryGetProperty("ref", out var reference))
                answers.Add(reference.GetString()!, answer);
            else
                bare = answer;
        }

        Assert.Equal("hi", answers["späti ☕"].GetProperty("message").GetProperty("content").GetString());
        Assert.Equal(("error", "validation_failed"), (answers["bad"].GetProperty("type").GetString(), answers["bad"].GetProperty("code").GetString()));
        Assert.NotEmpty(answers["bad"].GetProperty("message").GetString()!);
        Assert.Equal("bare", bare.GetProperty("message").GetProperty("content").GetString());
    }

    [Fact]
    public async Task What_it_does_not_know_gets_an_error_and_it_stays_open()
    {
        await using var parley = await TestParley.StartAsync();
        var socket = await parley.Person("Ada").OpensAsync();

        await Refused.WithAsync(Errors.UnknownType, socket.AsksAsync("make_coffee"));
        foreach (var frame in new[] { """{"ref":"r"}""", """{"type":7}""", "{}" })
        {
            await socket.SendsAsync(frame);
            Assert.Equal("unknown_type", (await socket.AnswerAsync()).GetProperty("code").GetString());
        }

        foreach (var frame in new[] { "hello", "[]", "", "{\"type\":\"ping\"", "{\"type\":\"ping\"}{}" })
        {
            await socket.SendsAsync(frame);
            Assert.Equal("invalid_json", (await socket.AnswerAsync()).GetProperty("code").GetString());
        }

        Assert.Equal("pong", (await socket.AsksAsync("ping")).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Joining_a_conversation_shows_its_newest_messages_and_where_the_stream_goes_on()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        for (var i = 1; i <= 5; i++)
            await ada.SaysAsync(lobby, $"{i}");
        var socket = await grace.OpensAsync();

        var joined = await AcknowledgedAsync(socket.AsksAsync("join_conversation", $"\"conversation_id\":\"{lobby}\",\"limit\":3"));
        await ada.SaysAsync(lobby, "6");

        Assert.Equal(["3", "4", "5"], joined.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("content").GetString()!));
        Assert.Equal(6, joined.GetProperty("last_seq").GetInt64());
        var conversation = joined.GetProperty("conversation");
        Assert.Equal((5, "member"), (conversation.GetProperty("unread_count").GetInt64(), conversation.GetProperty("my").GetProperty("role").GetString()));
        Assert.Equal(7, (await grace.HearsAsync<MessagePosted>()).Seq);
        await Refused.WithAsync(Errors.ValidationFailed, socket.AsksAsync("join_conversation", $"\"conversation_id\":\"{lobby}\",\"limit\":0"));
        await Refused.WithAsync(Errors.NotFound, socket.AsksAsync("join_conversation", $"\"conversation_id\":\"{ConversationId.New()}\""));
    }
}
