using System.Collections.Concurrent;
using System.Diagnostics;

namespace Parley.Tests.Cast;

/// <summary>The real server as a process of its own, which can be killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Listen(line.Data);
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
                _errors.Enqueue(text);
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "Parley.Server.dll");

    public Uri Address { get; private set; } = null!;

    public int Id => _process.Id;

    /// <summary>What it wrote to stderr, line by line; complete once it has ended.</summary>
    public IReadOnlyList<string> Errors => [.. _errors];

    /// <summary>What it wrote to stdout, line by line.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static Task<ServerProcess> StartAsync(string directory, params string[] settings) =>
        StartAsync(new ProcessStartInfo("dotnet", [Assembly, .. TestParley.Settings(directory), .. settings]));

    /// <summary>The same by another command, such as a shell that sets limits first.</summary>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo start)
    {
        var server = Run(start);
        server.Address = await server._listening.Task.WaitAsync(Patience);
        using var http = new HttpClient { BaseAddress = server.Address };
        while (!(await http.GetAsync("/health/ready")).IsSuccessStatusCode)
            await Task.Delay(10);   // another process: nothing but asking tells

        return server;
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public static ServerProcess Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.WorkingDirectory = Path.GetTempPath();
        return new ServerProcess(start);
    }

    /// <summary>kill -9: not a line of its code runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndedAsync();
    }

    /// <summary>SIGTERM, as a supervisor stops it; returns how it ended.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await EndedAsync();
    }

    /// <summary>Waits until it has ended, and returns its exit code.</summary>
    public async Task<int> EndedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();

        _process.Dispose();
    }

    private void Listen(string? line)
    {
        const string Said = "Now listening on: ";
        if (line is null)
        {
            _listening.TrySetException(new InvalidOperationException($"The server ended: {string.Join(' ', _errors)}"));
            return;
        }

        _lines.Enqueue(line);
        if (line.IndexOf(Said, StringComparison.Ordinal) is >= 0 and var at)
            _listening.TrySetResult(new Uri(line[(at + Said.Length)..].Split('"')[0].Trim()));   // the quote ends it in a line of JSON
    }
}
