using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;

namespace Parley.Tests.Realtime;

/// <summary><c>join_conversation</c>: history and live stream meet without a hole.</summary>
public sealed class JoiningAConversation
{
    [Fact]
    public async Task History_and_live_stream_meet_while_messages_flow()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await ada.OpensAsync();
        var flow = ada.Socket.FloodsAsync(lobby, 3000);
        var socket = await grace.OpensAsync();
        var joins = new List<JoinedConversation>();
        do
            joins.Add(await JoinAsync(socket, lobby));
        while (!flow.IsCompleted);

        await flow;
        var live = (await socket.HeardSoFarAsync()).Seqs(lobby);
        Assert.Equal(live[0].To(3001), live);
        foreach (var joined in joins)
        {
            Assert.True(live[0] <= joined.LastSeq + 1, "There is a hole between history and live stream.");
            Assert.Equal(joined.LastSeq, joined.Conversation.LastSeq);
            Assert.Equal(joined.Messages.Select(m => m.Seq), (joined.LastSeq - joined.Messages.Count + 1).To(joined.LastSeq));
        }
    }

    [Fact]
    public async Task History_is_that_of_its_number_so_that_what_follows_adds_up()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var liked = await ada.SaysAsync(lobby, "like me");
        await ada.OpensAsync();
        var flow = LikesAsync(ada.Socket, liked.Id, 1000);
        var socket = await grace.OpensAsync();
        var joins = new List<JoinedConversation>();
        do
            joins.Add(await JoinAsync(socket, lobby));
        while (!flow.IsCompleted);

        await flow;
        var live = (await socket.HeardSoFarAsync()).OfType<ConversationEvent>().ToList();
        foreach (var joined in joins)
        {
            var count = joined.Messages[^1].Reactions.Sum(r => r.Count)
                + live.Where(e => e.Seq > joined.LastSeq).Sum(e => e is ReactionAdded ? 1 : e is ReactionRemoved ? -1 : 0);
            Assert.Equal(0, count);
        }
    }

    private static async Task LikesAsync(PersonSocket socket, MessageId message, int count)
    {
        for (var i = 0; i < count; i++)
        {
            foreach (var what in new[] { "add_reaction", "remove_reaction" })
                await socket.SendsAsync($$"""{"type":"{{what}}","ref":"like","message_id":"{{message}}","emoji":"👍"}""");
        }

        for (var i = 0; i < count * 2; i++)
            Assert.Equal("ack", Hearing.Type(await socket.AnswerAsync("like")));
    }

    private static async Task<JoinedConversation> JoinAsync(PersonSocket socket, ConversationId conversation) =>
        (await socket.DoesAsync("join_conversation", $"\"conversation_id\":\"{conversation}\"")).Deserialize(WireJson.Wire.JoinedConversation)!;
}
