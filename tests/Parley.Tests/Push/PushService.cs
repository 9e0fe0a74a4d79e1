using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.Tests.Push;

/// <summary>What a push service was handed.</summary>
internal sealed record Handed(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Header(string name) => Headers.GetValueOrDefault(name, "");
}

/// <summary>A push service, or a gateway, of the test's own: takes what comes, and answers as it is told to, path by path.</summary>
internal sealed class PushService : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new();
    private readonly Channel<Handed> _handed = Channel.CreateBounded<Handed>(10_000);
    private int _count;

    private PushService(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>How many calls came.</summary>
    public int Count => Volatile.Read(ref _count);

    public static async Task<PushService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new PushService(builder.Build());
        service._app.Run(service.TakeAsync);
        await service._app.StartAsync();
        return service;
    }

    /// <summary>From now on this path answers so.</summary>
    public void Answers(string path, int status, params (string Name, string Value)[] headers) => _answers[path] = http =>
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            http.Response.Headers[name] = value;
        return Task.CompletedTask;
    };

    public void AnswersJson(string path, string json) => _answers[path] = http =>
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json);
    };

    /// <summary>From now on this path answers when it is released.</summary>
    public TaskCompletionSource Holds(string path)
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _answers[path] = async http =>
        {
            await released.Task;
            http.Response.StatusCode = 201;
        };
        return released;
    }

    /// <summary>The next call.</summary>
    public async Task<Handed> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _handed.Reader.ReadAsync(patience.Token);
    }

    /// <summary>A call that has come already.</summary>
    public Handed? Waiting => _handed.Reader.TryRead(out var handed) ? handed : null;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Interlocked.Increment(ref _count);
        await _handed.Writer.WriteAsync(new(http.Request.Path, headers, body.ToArray()));
        http.Response.StatusCode = 201;
        if (_answers.TryGetValue(http.Request.Path, out var answer))
            await answer(http);
    }
}
