using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;

namespace Parley.Tests.Realtime;

/// <summary>A socket that reads only when it is asked to; until then everything waits on the line and then in the server.</summary>
internal sealed class RawSocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];

    public WebSocketCloseStatus? CloseCode => _socket.CloseStatus;

    public static async Task<RawSocket> OpenAsync(TestParley parley, Person person)
    {
        var raw = new RawSocket();
        await raw._socket.ConnectAsync(new Uri($"ws://{parley.Address.Authority}/ws?token={person.Token}"), CancellationToken.None);
        if (await raw.ReadAsync() is not ConnectionEstablished)
            throw new InvalidOperationException("connection_established is the first frame.");

        return raw;
    }

    public Task SendsAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The next frame; nothing when the server has ended the line.</summary>
    public async Task<ChatEvent?> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
                length += part.Count;
                if (part.MessageType == WebSocketMessageType.Close)
                    return null;
                if (part.EndOfMessage)
                    return Hearing.Event(JsonElement.Parse(_buffer.AsSpan(0, length)));
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    /// <summary>Everything until this type of event, which is the last; or until the line ends.</summary>
    public async Task<List<ChatEvent>> ReadUntilAsync<TLast>()
        where TLast : ChatEvent
    {
        var heard = new List<ChatEvent>();
        while (await ReadAsync() is { } next)
        {
            heard.Add(next);
            if (next is TLast)
                break;
        }

        return heard;
    }

    public void Dispose() => _socket.Dispose();
}
