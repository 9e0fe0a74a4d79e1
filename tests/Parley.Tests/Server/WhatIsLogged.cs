using System.Text;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Server;

/// <summary>Logs hold ids, never what people write nor what they sign in with, however much an operator lets them say.</summary>
public sealed class WhatIsLogged
{
    private const string Marker = "marker-7c1e-of-a-private-message";

    [Fact]
    public async Task No_line_holds_a_message_text_or_a_token_even_at_Trace()
    {
        var log = new HeardLog();
        await using var parley = await TestParley.StartAsync(
            log, "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:LogLevel:Microsoft=Trace");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var socket = await ada.OpensAsync();
        await grace.OpensAsync();

        var posted = await ada.SaysAsync(lobby, Marker);
        await ada.SaysAsync(lobby, $"{Marker} again", replyTo: posted.Id);
        await ada.PatchAsync($"messages/{posted.Id}", new EditMessageBody($"{Marker} edited"));
        await socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"{Marker}\"");
        await socket.AsksAsync("edit_message", $"\"message_id\":\"{posted.Id}\",\"content\":\"{Marker}\"");
        await grace.GetAsync<MessagePage>($"conversations/{lobby}/messages");
        await ada.DeleteAsync($"messages/{posted.Id}");

        // What is refused is not quoted either.
        await ada.PostsAsync(lobby, Marker + new string('x', 20_000));
        await ada.PostsAsync(ConversationId.New(), Marker);
        await ada.Http.PostAsync($"conversations/{lobby}/messages", new StringContent($$"""{"content": {{Marker}}""", Encoding.UTF8, "application/json"));
        await ada.Http.PostAsync($"conversations/{lobby}/messages", new StringContent($$"""{"content": ["{{Marker}}"]}""", Encoding.UTF8, "application/json"));
        await socket.AsksAsync("send_message", $"\"conversation_id\":\"{Marker}\",\"content\":\"{Marker}\"");
        await socket.AsksAsync("no_such_type", $"\"content\":\"{Marker}\"");
        await socket.SendsAsync($"{{\"type\":\"send_message\",\"content\":{Marker}}}");
        await socket.AnswerAsync();

        // Tokens in addresses: a socket, a wrong one, a page that is not there, a bad query, a request that is none.
        using var first = await PersonSocket.ConnectAsync(parley.Address, "");
        await first.SendsAsync($$"""{"type":"authenticate","token":"{{grace.Token}}"}""");
        await first.HearsAsync<ConnectionEstablished>();
        await ada.Http.GetAsync(new Uri(parley.Address, $"/ws?token={ada.Token}"));
        await ada.Http.GetAsync(new Uri(parley.Address, $"/nothing?token={ada.Token}&ticket={ada.Token}"));
        await ada.Http.GetAsync(new Uri(parley.Address, $"/?token={ada.Token}"));
        await ada.Http.GetAsync($"conversations/{lobby}/messages?limit=x{ada.Token}");
        using var broken = await HostileSocket.AskAsync(parley.Address, $"GET /ws?token={ada.Token} HTTP/9.9\r\nHost: here\r\n\r\n");
        using var worse = await HostileSocket.AskAsync(parley.Address, $"GET /ws?token={ada.Token}\u0001 \r\nAuthorization Bearer {ada.Token}\r\n\r\n");
        using var header = await HostileSocket.AskAsync(parley.Address, $"GET /ws HTTP/1.1\r\nHost: here\r\nAuthorization Bearer {ada.Token}\r\n\r\n");

        Assert.Contains(log.Lines, line => line.StartsWith("Trace", StringComparison.Ordinal) || line.StartsWith("Debug", StringComparison.Ordinal));
        foreach (var secret in (string[])[Marker, ada.Token, grace.Token, ada.Token[^40..], ada.Token[..40]])
            Assert.Equal([], log.Lines.Where(line => line.Contains(secret, StringComparison.Ordinal)));
    }
}
