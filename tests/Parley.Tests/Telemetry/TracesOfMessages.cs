using System.Text;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Telemetry;

/// <summary>V4: one trace a message, from the door over the commit and the fan-out to the socket write, received over OTLP.</summary>
public sealed class TracesOfMessages
{
    private const string Text = "words-that-no-trace-may-hold";

    [Fact]
    public async Task A_message_is_one_trace_from_either_door_and_holds_no_text_and_no_token()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        MessageId overSocket, overRest;
        string token;
        await using (var parley = await TestParley.StartAsync($"--Parley:Otlp:Endpoint={collector.Address}"))
        {
            var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
            token = ada.Token;
            var lobby = await parley.ConversationAsync(ada, grace);
            var socket = await ada.OpensAsync();
            await grace.OpensAsync();
            var answer = await socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"{Text}\"");
            overSocket = MessageId.Of(answer.GetProperty("message").GetProperty("id").GetGuid());
            overRest = (await grace.SaysAsync(lobby, Text)).Id;
            await ada.Http.GetAsync(new Uri(parley.Address, $"/nothing?token={token}"));
        }

        var (frame, request) = (TraceOf(collector, overSocket), TraceOf(collector, overRest));
        Assert.Equal("send_message", frame.Name);
        Assert.Equal("", frame.ParentId);   // not a part of the request that opened the socket
        Assert.Equal("POST /api/v1/conversations/{conversationId}/messages/", request.Name);
        Assert.NotEqual(frame.TraceId, request.TraceId);
        Assert.Contains("parley.messages.sent", collector.Metrics.Keys);
        Assert.Contains("parley.delivery.duration", collector.Metrics.Keys);
        foreach (var body in collector.Bodies)
        {
            Assert.True(body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Text)) < 0, "A span holds the text.");
            Assert.True(body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(token)) < 0, "A span holds a token.");
        }
    }

    /// <summary>The first span of the message's trace, after the whole of it was looked at.</summary>
    private static ReceivedSpan TraceOf(OtlpReceiver collector, MessageId message)
    {
        var fanOut = Assert.Single(collector.Spans, span => span.Tags.GetValueOrDefault("parley.message_id") == message.ToString());
        var trace = collector.Spans.Where(span => span.TraceId == fanOut.TraceId).ToList();
        var accepted = trace.Single(span => span.Id == fanOut.ParentId);
        var commit = trace.Single(span => span.Name == "commit");
        var written = trace.Single(span => span.Name == "socket write");

        Assert.Equal("fan-out", fanOut.Name);
        Assert.Equal(accepted.Id, commit.ParentId);
        Assert.Equal(fanOut.Id, written.ParentId);
        return accepted;
    }
}
