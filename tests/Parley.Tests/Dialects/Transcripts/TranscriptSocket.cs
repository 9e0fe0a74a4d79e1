using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Parley.Tests.Dialects.Transcripts;

/// <summary>A plain WebSocket of a transcript: frames out, frames in, in order.</summary>
internal sealed class TranscriptSocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();
    private readonly HttpRequestMessage _headers = new();

    public HttpRequestHeaders Headers => _headers.Headers;

    public async Task OpenAsync(Uri address)
    {
        foreach (var (name, values) in Headers.NonValidated)
            _socket.Options.SetRequestHeader(name, values.ToString());

        await _socket.ConnectAsync(address, TestContext.Current.CancellationToken);
    }

    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    public async Task<JsonElement> NextAsync() =>
        await ReadAsync() is { } frame ? frame : throw new InvalidOperationException($"The socket was closed with {_socket.CloseStatus} {_socket.CloseStatusDescription}.");

    /// <summary>Reads to the end and says with which code it came.</summary>
    public async Task<int?> ClosedAsync()
    {
        try
        {
            while (await ReadAsync() is not null)
            {
            }
        }
        catch (WebSocketException)
        {
            return null;
        }

        return (int?)_socket.CloseStatus;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _headers.Dispose();
    }

    private async Task<JsonElement?> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var (buffer, length) = (new byte[256 * 1024], 0);
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            if (part.EndOfMessage)
                return JsonElement.Parse(buffer.AsSpan(0, length));
        }
    }
}
