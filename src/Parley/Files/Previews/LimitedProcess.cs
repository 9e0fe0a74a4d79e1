using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Parley.Files.Previews;

/// <summary>How much a program may use.</summary>
internal sealed record ProcessLimits(long MemoryBytes, int ProcessorSeconds, TimeSpan WallClock);

/// <summary>
/// Runs a program on a file that somebody uploaded: with little memory and time, in a process group of its own that is killed as a whole,
/// with nothing of our environment and no shell in between.
/// </summary>
internal sealed class LimitedProcess(Programs programs)
{
    private const long OutputFileBytes = 16 * 1024 * 1024;
    private const int Kill = 9;

    /// <summary>Hands its output to <paramref name="read"/>. Nothing where it failed, took too long or needed too much.</summary>
    public async Task<T?> RunAsync<T>(
        string program, IEnumerable<string> arguments, ProcessLimits limits, Func<Stream, CancellationToken, Task<T>> read, CancellationToken ct)
        where T : class
    {
        using var process = new Process { StartInfo = Start(program, arguments, limits) };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(limits.WallClock);
        process.Start();
        try
        {
            // A read from a pipe cannot be called off; it ends when the other side does.
            await using var atDeadline = deadline.Token.Register(() => End(process));
            process.StandardInput.Close();
            var complaints = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            var result = await read(process.StandardOutput.BaseStream, CancellationToken.None);
            await process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            await complaints;
            await process.WaitForExitAsync(CancellationToken.None);
            ct.ThrowIfCancellationRequested();
            return process.ExitCode == 0 ? result : null;
        }
        finally
        {
            End(process);
        }
    }

    private ProcessStartInfo Start(string program, IEnumerable<string> arguments, ProcessLimits limits)
    {
        var start = new ProcessStartInfo(programs.Setsid!)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
        };
        string[] command =
        [
            programs.Prlimit!, Option("as", limits.MemoryBytes), Option("cpu", limits.ProcessorSeconds), Option("fsize", OutputFileBytes),
            Option("nofile", 128), Option("core", 0), "--", program, .. arguments,
        ];
        foreach (var word in command)
            start.ArgumentList.Add(word);

        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["LC_ALL"] = "C";
        start.Environment["VIPS_BLOCK_UNTRUSTED"] = "1";   // only loaders that libvips holds fit for strangers' files
        start.Environment["VIPS_CONCURRENCY"] = "1";
        start.Environment["MALLOC_ARENA_MAX"] = "2";
        return start;
    }

    private static string Option(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"--{name}={value}");

    // The whole group: what it may have started itself too. Before setsid has run there is none, so the process by itself as well.
    private static void End(Process process)
    {
        if (process.HasExited)
            return;

        _ = KillGroup(-process.Id, Kill);
        process.Kill();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int KillGroup(int group, int signal);
}
