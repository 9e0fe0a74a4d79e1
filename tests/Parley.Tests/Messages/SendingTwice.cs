using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Messages;

public sealed class SendingTwice
{
    [Fact]
    public async Task The_same_id_again_is_the_same_message_by_either_door()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var socket = await ada.OpensAsync();
        var id = MessageId.New();

        var first = await ada.PostsAsync(lobby, "once", id);
        parley.Clock.Advance(TimeSpan.FromSeconds(10));
        var again = await ada.PostsAsync(lobby, "once", id);
        var ack = await AcknowledgedAsync(socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"once\",\"id\":\"{id}\""));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        var text = await first.TextAsync();
        Assert.Equal(text, await again.TextAsync());
        Assert.Equal(id.ToString(), ack.GetProperty("message").GetProperty("id").GetString());
        Assert.Equal(["once"], await ada.TextsAsync(lobby));
    }

    [Fact]
    public async Task Also_after_a_restart_an_edit_and_a_deletion()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var id = MessageId.New();
        await SucceedsAsync(ada.PostsAsync(lobby, "once", id));
        await parley.RestartAsync();

        await SucceedsAsync(ada.EditsAsync(id, "once, edited"));
        Assert.Equal("once, edited", (await Person.ReadAsync<MessageView>(await ada.PostsAsync(lobby, "once", id))).Content);
        await SucceedsAsync(ada.DeletesAsync(id));
        var gone = await Person.ReadAsync<MessageView>(await ada.PostsAsync(lobby, "once", id));

        Assert.Equal(("", true), (gone.Content, gone.DeletedAt is not null));
        Assert.Equal([""], await ada.TextsAsync(lobby));
    }

    [Fact]
    public async Task Copies_of_one_moment_are_all_answered_with_the_message()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        for (var round = 0; round < 20; round++)
        {
            var id = MessageId.New();
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ada.PostsAsync(lobby, "once", id)));

            Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 19), HttpStatusCode.Created], answers.Select(a => a.StatusCode).Order());
        }

        Assert.Equal(20, (await ada.LooksAtAsync(lobby)).LastMessage!.Ordinal);
    }

    [Fact]
    public async Task An_id_that_stands_in_another_conversation_is_taken()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada);
        var hers = await parley.ConversationAsync(eve);
        var id = MessageId.New();
        await SucceedsAsync(ada.PostsAsync(lobby, "secret", id));

        var answer = await eve.PostsAsync(hers, "mine", id);

        Assert.DoesNotContain("secret", await answer.TextAsync(), StringComparison.Ordinal);
        await Refused.WithAsync(Errors.IdTaken, Task.FromResult(answer));
        await Refused.WithAsync(Errors.NotFound, eve.PostsAsync(lobby, "mine", id));
        Assert.Empty(await eve.TextsAsync(hers));
    }

    [Fact]
    public async Task One_id_in_two_conversations_at_once_is_one_message_and_one_refusal()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var ada = parley.Person("Ada");
        var (lobby, office) = (await parley.ConversationAsync(ada), await parley.ConversationAsync(ada));
        for (var round = 0; round < 20; round++)
        {
            var id = MessageId.New();
            var answers = await Task.WhenAll(ada.PostsAsync(lobby, $"{round}", id), ada.PostsAsync(office, $"{round}", id));

            Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
            Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Conflict);
        }

        var items = (await ada.PagesAsync(lobby)).Items.Concat((await ada.PagesAsync(office)).Items).ToArray();
        Assert.Equal(20, items.Length);
        foreach (var room in items.GroupBy(m => m.ConversationId))
            Assert.Equal(Enumerable.Range(1, room.Count()), room.Select(m => (int)m.Ordinal));   // a refused one leaves no hole
    }
}
