using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.WholeStory;

/// <summary>What the stories about sockets need beside the cast.</summary>
internal static class Hearing
{
    /// <summary>Everything that the socket was told until now: a pong comes after whatever was told before it.</summary>
    public static async Task<List<ChatEvent>> HeardSoFarAsync(this PersonSocket socket)
    {
        Assert.Equal("pong", Type(await socket.AsksAsync("ping")));
        var heard = new List<ChatEvent>();
        while (socket.TryNext(out var frame))
            heard.Add(Event(frame));

        return heard;
    }

    /// <summary>Asks over the socket and expects an ack.</summary>
    public static async Task<JsonElement> DoesAsync(this PersonSocket socket, string type, string members)
    {
        var answer = await socket.AsksAsync(type, members);
        Assert.True(Type(answer) == "ack", answer.GetRawText());
        return answer;
    }

    /// <summary>Sends a <c>resume</c> from these positions and waits until it is answered.</summary>
    public static async Task ResumesAsync(this PersonSocket socket, IReadOnlyDictionary<ConversationId, long> positions) =>
        Assert.Equal("resumed", Type(await socket.AsksAsync("resume", Positions(positions))));

    /// <summary>The same for one conversation, and what was heard until it was answered.</summary>
    public static async Task<List<ChatEvent>> ResumesAsync(this PersonSocket socket, ConversationId conversation, long seq)
    {
        await socket.ResumesAsync(new Dictionary<ConversationId, long> { [conversation] = seq });
        return await socket.HeardSoFarAsync();
    }

    public static string Positions(IReadOnlyDictionary<ConversationId, long> positions) =>
        $"\"positions\":{{{string.Join(',', positions.Select(p => $"\"{p.Key}\":{p.Value}"))}}}";

    public static ChatEvent Event(JsonElement frame) => frame.Deserialize(WireJson.Wire.ChatEvent)!;

    public static string Type(JsonElement frame) => frame.GetProperty("type").GetString()!;

    /// <summary>The numbers of one conversation's events, as they came.</summary>
    public static List<long> Seqs(this IEnumerable<ChatEvent> heard, ConversationId conversation) =>
        [.. heard.OfType<ConversationEvent>().Where(e => e.ConversationId == conversation).Select(e => e.Seq)];

    /// <summary>All numbers from one to another.</summary>
    public static List<long> To(this long from, long to) => [.. Enumerable.Range((int)from, (int)Math.Max(0, to - from + 1)).Select(n => (long)n)];

    /// <summary>Expects a good answer over REST.</summary>
    public static async Task DoneAsync(this Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>
    /// Sends so many messages over the socket, a window of them without waiting in between, and waits for every ack. Windows, because
    /// who sends faster than they read what comes of it is cut off by the server.
    /// </summary>
    public static async Task FloodsAsync(this PersonSocket socket, ConversationId conversation, int count, string text = "flood", int window = 250)
    {
        for (var sent = 0; sent < count; sent += window)
        {
            var few = Math.Min(window, count - sent);
            for (var i = 0; i < few; i++)
                await socket.SendsAsync($$"""{"type":"send_message","ref":"flood","conversation_id":"{{conversation}}","content":"{{text}} {{sent + i}}"}""");
            for (var i = 0; i < few; i++)
                Assert.Equal("ack", Type(await socket.AnswerAsync("flood")));
        }
    }

    /// <summary>Where the conversation's log ends.</summary>
    public static async Task<long> LastSeqAsync(this Person person, ConversationId conversation) =>
        (await person.GetAsync<ConversationView>($"conversations/{conversation}")).LastSeq;

    /// <summary>Everything that <c>changes</c> tells after a number, page by page.</summary>
    public static async Task<List<ChatEvent>> ChangesAsync(this Person person, ConversationId conversation, long after)
    {
        var told = new List<ChatEvent>();
        for (var more = true; more;)
        {
            var page = await person.GetAsync<ChangePage>($"conversations/{conversation}/changes?after={after}&limit={Limits.PageItems}");
            told.AddRange(page.Items);
            after = page.Items.OfType<ConversationEvent>().LastOrDefault()?.Seq ?? after;
            more = page.HasMore;
        }

        return told;
    }
}
