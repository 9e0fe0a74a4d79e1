using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Realtime;

public sealed class OpeningWhileOthersTalk
{
    [Fact]
    public async Task The_first_frame_says_who_one_is_and_from_there_on_nothing_is_missing()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var writer = await ada.OpensAsync();
        var talking = TalksAsync(writer, lobby);

        var sockets = new List<PersonSocket>();
        for (var i = 0; i < 20; i++)
            sockets.Add(await PersonSocket.OpenAsync(parley.Address, $"?token={grace.Token}"));   // fails when another event comes first

        await talking;
        await writer.AnswerAsync("1000");
        await ada.SaysAsync(lobby, "the end");
        foreach (var socket in sockets)
        {
            var heard = (await socket.HearsAsync<MessagePosted>()).Seq;
            while (heard < 1002)
                Assert.Equal(++heard, (await socket.HearsAsync<MessagePosted>()).Seq);

            socket.Dispose();
        }
    }

    [Fact]
    public async Task History_and_stream_meet_without_a_hole_while_others_talk()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var writer = await ada.OpensAsync();
        var talking = TalksAsync(writer, lobby);

        var sockets = new List<(PersonSocket Socket, JsonElement Joined)>();
        for (var i = 0; i < 10; i++)
        {
            var socket = await PersonSocket.OpenAsync(parley.Address, $"?token={grace.Token}");
            sockets.Add((socket, await AcknowledgedAsync(socket.AsksAsync("join_conversation", $"\"conversation_id\":\"{lobby}\",\"limit\":200"))));
        }

        await talking;
        await writer.AnswerAsync("1000");
        foreach (var (socket, joined) in sockets)
        {
            var next = joined.GetProperty("last_seq").GetInt64() + 1;
            Assert.Equal(next - 2, joined.GetProperty("messages").EnumerateArray().LastOrDefault() is { ValueKind: JsonValueKind.Object } last
                ? last.GetProperty("ordinal").GetInt64() : 0);
            while (next <= 1001)
            {
                var heard = (await socket.HearsAsync<MessagePosted>()).Seq;
                Assert.True(heard <= next, $"heard {heard} when {next} was next");   // what it heard before is in the history already
                next = Math.Max(next, heard + 1);
            }

            socket.Dispose();
        }
    }

    private static async Task TalksAsync(PersonSocket socket, ConversationId conversation)
    {
        for (var i = 1; i <= 1000; i++)
            await socket.SendsAsync($$"""{"type":"send_message","ref":"{{i}}","conversation_id":"{{conversation}}","content":"{{i}}"}""");
    }
}
