using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parley.Tests.Telemetry;

/// <summary>A span as it came over the wire.</summary>
internal sealed record ReceivedSpan(string TraceId, string Id, string ParentId, string Name, IReadOnlyDictionary<string, string> Tags);

/// <summary>The HTTP end of an OpenTelemetry collector: takes OTLP in protobuf and keeps what it says.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedSpan> Spans { get; } = new();

    public ConcurrentDictionary<string, bool> Metrics { get; } = new();

    /// <summary>Everything received, as it was: for what must not be in it.</summary>
    public ConcurrentQueue<byte[]> Bodies { get; } = new();

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        Bodies.Enqueue(body.ToArray());
        http.Response.ContentType = "application/x-protobuf";
        var scopes = Messages(body.ToArray(), 1).SelectMany(resource => Messages(resource, 2));   // resource_spans.scope_spans, and the same of metrics
        if (http.Request.Path == "/v1/traces")
        {
            foreach (var span in scopes.SelectMany(scope => Messages(scope, 2)).Select(Span))
                Spans.Enqueue(span);
        }
        else if (http.Request.Path == "/v1/metrics")
        {
            foreach (var metric in scopes.SelectMany(scope => Messages(scope, 2)))
                Metrics[Text(metric, 1)] = true;
        }
        else
        {
            http.Response.StatusCode = 404;
        }
    }

    // opentelemetry/proto/trace/v1/trace.proto: trace_id 1, span_id 2, parent_span_id 4, name 5, attributes 9 (key 1, value 2: string 1).
    private static ReceivedSpan Span(byte[] span) => new(
        Hex(span, 1), Hex(span, 2), Hex(span, 4), Text(span, 5),
        Messages(span, 9).ToDictionary(tag => Text(tag, 1), tag => Text(Messages(tag, 2).SingleOrDefault() ?? [], 1)));

    private static string Hex(byte[] message, int field) => Convert.ToHexStringLower(Messages(message, field).FirstOrDefault() ?? []);

    private static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Messages(message, field).FirstOrDefault() ?? []);

    /// <summary>The length-delimited fields of that number.</summary>
    private static IEnumerable<byte[]> Messages(byte[] message, int wanted)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            switch (key & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message, ref at);
                    if ((int)(key >> 3) == wanted)
                        yield return message[at..(at + length)];

                    at += length;
                    break;
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
