using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Messages;

public sealed class SendingAMessage
{
    [Fact]
    public async Task Everyone_in_the_conversation_hears_it_in_order()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();

        await ada.PostsAsync(lobby, "first");
        await ada.PostsAsync(lobby, "second");

        Assert.Equal((2, "first"), Heard(await grace.HearsAsync<MessagePosted>()));
        Assert.Equal((3, "second"), Heard(await grace.HearsAsync<MessagePosted>()));
    }

    [Fact]
    public async Task Someone_outside_is_told_there_is_no_such_conversation()
    {
        await using var parley = await TestParley.StartAsync();
        var lobby = await parley.ConversationAsync(parley.Person("Ada"));

        var answer = await parley.Person("Eve").PostsAsync(lobby, "let me in");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("not_found", await Person.CodeAsync(answer));
    }

    [Fact]
    public async Task What_is_sent_over_the_socket_is_acknowledged_and_heard_by_its_sender_too()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var socket = await ada.OpensAsync();

        var ack = await socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"hello\"");

        Assert.Equal("ack", ack.GetProperty("type").GetString());
        var heard = await ada.HearsAsync<MessagePosted>();
        Assert.Equal(heard.Message.Id.ToString(), ack.GetProperty("message").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_thousand_copies_of_one_send_are_one_message_and_one_answer()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();
        var socket = await ada.OpensAsync();
        var id = MessageId.New();

        var overRest = Enumerable.Range(0, 500).Select(_ => ada.PostsAsync(lobby, "once", id)).ToArray();
        for (var i = 0; i < 500; i++)
            await socket.SendsAsync($$"""{"type":"send_message","ref":"copy","conversation_id":"{{lobby}}","content":"once","id":"{{id}}"}""");

        var answers = await Task.WhenAll(overRest);
        Assert.True(answers.Count(a => a.StatusCode == HttpStatusCode.Created) <= 1);   // none when a copy on the socket was the first
        var seqs = new HashSet<long>();
        foreach (var answer in answers)
            seqs.Add((await Person.ReadAsync<MessageView>(answer)).Seq);
        for (var i = 0; i < 500; i++)
            seqs.Add((await Doings.AcknowledgedAsync(socket.AnswerAsync("copy"))).GetProperty("message").GetProperty("seq").GetInt64());

        Assert.Single(seqs);
        await ada.SaysAsync(lobby, "next");
        Assert.Equal("once", (await grace.HearsAsync<MessagePosted>()).Message.Content);
        Assert.Equal("next", (await grace.HearsAsync<MessagePosted>()).Message.Content);
    }

    private static (long Seq, string Text) Heard(MessagePosted posted) => (posted.Seq, posted.Message.Content);
}
