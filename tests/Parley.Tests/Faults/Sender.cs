using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Channels;
using Parley.Protocol;
using Parley.Tests.Cast;

namespace Parley.Tests.Faults;

/// <summary>
/// Somebody who sends as fast as they are answered and keeps a book: what was sent, and what the server says it has. What got no answer
/// is sent again with the same id.
/// </summary>
internal sealed class Sender(string token, ConversationId conversation, bool overSocket) : IDisposable
{
    private const int AtOnce = 8;

    private readonly Dictionary<MessageId, string> _unknown = [];
    private HttpClient? _http;
    private PersonSocket? _socket;
    private int _sent;

    public ConversationId Conversation => conversation;

    /// <summary>Every message that the server acknowledged, and the number it said.</summary>
    public ConcurrentDictionary<MessageId, long> Acknowledged { get; } = new();

    /// <summary>Acknowledged twice with different numbers, or heard out of order: never.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Refusals by their code.</summary>
    public ConcurrentDictionary<string, int> Refused { get; } = new();

    /// <summary>What its sockets heard live.</summary>
    public ConcurrentDictionary<(ConversationId, long Seq), MessageId> Heard { get; } = new();

    /// <summary>Sends until the server is gone or <paramref name="enough"/> says so.</summary>
    public async Task SendUntilCutAsync(Uri server, Func<bool> enough)
    {
        try
        {
            await OpenAsync(server);
            await RetryAsync();
            while (!enough())
                await SendSomeAsync();
        }
        catch (Exception exception) when (exception is HttpRequestException or ChannelClosedException or IOException or OperationCanceledException
            or System.Net.WebSockets.WebSocketException or ObjectDisposedException)
        {
            // Cut in the middle: what is unknown stays in the book.
        }
        finally
        {
            Listen();
            Dispose();
        }
    }

    /// <summary>Sends again what got no answer, until nothing is unknown.</summary>
    public async Task SettleAsync(Uri server)
    {
        await OpenAsync(server);
        await RetryAsync();
        Listen();
        Dispose();
        if (_unknown.Count > 0)
            Complaints.Enqueue($"{_unknown.Count} sends have no answer");
    }

    public void Dispose()
    {
        _http?.Dispose();
        _socket?.Dispose();
        (_http, _socket) = (null, null);
    }

    private async Task OpenAsync(Uri server)
    {
        if (overSocket)
            _socket = await PersonSocket.OpenAsync(server, $"?token={token}");
        else
            _http = new HttpClient
            {
                BaseAddress = new Uri(server, "/api/v1/"),
                DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            };
    }

    private Task SendSomeAsync()
    {
        for (var i = 0; i < (overSocket ? AtOnce : 1); i++)
            _unknown.Add(MessageId.New(), $"{(overSocket ? "socket" : "rest")} {_sent++}");

        return RetryAsync();
    }

    private async Task RetryAsync()
    {
        var asked = _unknown.ToArray();
        if (_http is not null)
        {
            foreach (var (id, text) in asked)
                await PostAsync(id, text);

            return;
        }

        foreach (var (id, text) in asked)
            await _socket!.SendsAsync($$"""{"type":"send_message","ref":"{{id}}","conversation_id":"{{conversation}}","content":"{{text}}","id":"{{id}}"}""");
        for (var i = 0; i < asked.Length; i++)
            Note(await _socket!.AnswerAsync());
    }

    private async Task PostAsync(MessageId id, string text)
    {
        using var answer = await _http!.PostAsync($"conversations/{conversation}/messages", Person.Json(new SendMessageBody(text, id)));
        if (answer.IsSuccessStatusCode)
            Note(id, (await Person.ReadAsync<MessageView>(answer)).Seq);
        else
            Refused.AddOrUpdate(await Person.CodeAsync(answer), 1, (_, n) => n + 1);
    }

    private void Note(JsonElement answer)
    {
        var id = MessageId.Of(answer.GetProperty("ref").GetGuid());
        if (answer.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object)
            Note(id, message.GetProperty("seq").GetInt64());
        else
            Refused.AddOrUpdate(answer.GetProperty("code").GetString()!, 1, (_, n) => n + 1);
    }

    private void Note(MessageId id, long seq)
    {
        _unknown.Remove(id);
        if (Acknowledged.GetOrAdd(id, seq) != seq)
            Complaints.Enqueue($"{id} was acknowledged as {Acknowledged[id]} and as {seq}");
    }

    /// <summary>What this socket heard: each conversation in order and without a hole.</summary>
    private void Listen()
    {
        var last = new Dictionary<ConversationId, long>();
        while (_socket is not null && _socket.TryNext(out var frame))
        {
            if (frame.Deserialize(WireJson.Wire.ChatEvent) is not ConversationEvent heard)
                continue;
            if (last.TryGetValue(heard.ConversationId, out var before) && heard.Seq != before + 1)
                Complaints.Enqueue($"heard {heard.Seq} after {before}");

            last[heard.ConversationId] = heard.Seq;
            if (heard is MessagePosted posted)
                Heard[(heard.ConversationId, heard.Seq)] = posted.Message.Id;
        }
    }
}
