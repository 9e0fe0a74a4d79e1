using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Parley.Protocol;

namespace Parley.Tests.Cast;

/// <summary>A real WebSocket that sorts what it hears: events in order, and answers by their reference.</summary>
public sealed class PersonSocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<JsonElement> _events = Channel.CreateBounded<JsonElement>(100_000);   // full: the test reads too little, and fails
    private readonly Channel<JsonElement> _answers = Channel.CreateBounded<JsonElement>(100_000);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private int _refs;

    public WebSocketCloseStatus? CloseCode => _socket.CloseStatus;

    /// <summary>Opens and waits for connection_established.</summary>
    public static async Task<PersonSocket> OpenAsync(Uri server, string query, Action<ClientWebSocketOptions>? change = null)
    {
        var socket = await ConnectAsync(server, query, change);
        await socket.HearsAsync<ConnectionEstablished>();
        return socket;
    }

    /// <summary>Opens and waits for nothing.</summary>
    public static async Task<PersonSocket> ConnectAsync(Uri server, string query, Action<ClientWebSocketOptions>? change = null)
    {
        var socket = new PersonSocket();
        change?.Invoke(socket._socket.Options);
        await socket._socket.ConnectAsync(new Uri($"{(server.Scheme == "https" ? "wss" : "ws")}://{server.Authority}/ws{query}"), CancellationToken.None);
        _ = socket.ListenAsync();
        return socket;
    }

    /// <summary>The next event, which must be of this type; typing, presence, receipts and one's own affairs on the way to another type are passed over.</summary>
    public async Task<TEvent> HearsAsync<TEvent>()
        where TEvent : ChatEvent
    {
        while (true)
        {
            var heard = (await NextAsync()).Deserialize(WireJson.Wire.ChatEvent)!;
            if (heard is TEvent wanted)
                return wanted;
            if (heard is not (PassingEvent or PersonalEvent or PresenceChanged or UserUpdated))
                throw new InvalidOperationException($"Expected {typeof(TEvent).Name}, heard {heard}.");
        }
    }

    /// <summary>The next event, whatever it is.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _events.Reader.ReadAsync(patience.Token);
    }

    /// <summary>What has been heard and not been asked for yet.</summary>
    public bool TryNext(out JsonElement heard) => _events.Reader.TryRead(out heard);

    /// <summary>Sends a frame with a reference and returns its answer: an ack, an error, a pong or resumed.</summary>
    public async Task<JsonElement> AsksAsync(string type, string members = "")
    {
        var reference = $"r{Interlocked.Increment(ref _refs)}";
        await SendsAsync($$"""{"type":"{{type}}","ref":"{{reference}}"{{(members.Length > 0 ? "," : "")}}{{members}}}""");
        return await AnswerAsync(reference);
    }

    /// <summary>The answer that carries this reference; others before it are passed over.</summary>
    public async Task<JsonElement> AnswerAsync(string reference)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await _answers.Reader.ReadAsync(patience.Token);
            if (answer.TryGetProperty("ref", out var said) && said.GetString() == reference)
                return answer;
        }
    }

    /// <summary>The next answer, with or without a reference.</summary>
    public async Task<JsonElement> AnswerAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _answers.Reader.ReadAsync(patience.Token);
    }

    public Task SendsAsync(string text) => SendsAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true);

    public async Task SendsAsync(byte[] bytes, WebSocketMessageType type, bool endOfMessage)
    {
        await _writing.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, type, endOfMessage, CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Waits until the server ends the line, and says with which code; nothing when it broke without one.</summary>
    public async Task<int?> ClosedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _ended.Task.WaitAsync(patience.Token);   // whatever was heard before it
        return (int?)_socket.CloseStatus;
    }

    /// <summary>Cuts the line without a word.</summary>
    public void Cut() => _socket.Abort();

    public Task ClosesAsync() => _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public void Dispose()
    {
        _socket.Dispose();
        _writing.Dispose();
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[1024 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += part.Count;
                }
                while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    break;
                }

                Sort(JsonElement.Parse(buffer.AsSpan(0, length)));
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut: whoever waits for more is told by the completion below.
        }

        _events.Writer.TryComplete();
        _answers.Writer.TryComplete();
        _ended.TrySetResult();
    }

    private void Sort(JsonElement heard)
    {
        var type = heard.GetProperty("type").GetString();
        var isAnswer = type is "ack" or "error" or "pong" or "resumed";
        if (!(isAnswer ? _answers : _events).Writer.TryWrite(heard))
            throw new InvalidOperationException("The test reads less than it hears.");
    }
}
