using System.Diagnostics;
using System.Net;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Faults;

/// <summary>F09: the disk answers with errors. What it holds is unknown from then on, so nothing more is acknowledged until a restart.</summary>
public sealed class FailingDisk
{
    [Fact]
    public async Task After_a_write_that_failed_nothing_is_acknowledged_until_a_restart()
    {
        // The kernel refuses every write beyond 4 MB of a file with EFBIG: an I/O error that is real and needs no rights.
        var data = Directory.CreateTempSubdirectory("parley-failing-").FullName;
        var start = new ProcessStartInfo("bash", ["-c", "trap '' XFSZ; ulimit -f 4096; exec dotnet \"$@\"", "dotnet", ServerProcess.Assembly,
            .. TestParley.Settings(data), "--Parley:RateLimits:Enabled=false"]);
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";   // its double mapping needs a larger file

        await FailAsync(data, start, _ => Task.CompletedTask);
    }

    [Fact]
    public async Task After_a_sync_that_failed_nothing_is_acknowledged_until_a_restart()
    {
        if (!File.Exists("/usr/bin/strace"))
            Assert.Skip("strace, which makes fdatasync fail, is not installed.");

        var data = Directory.CreateTempSubdirectory("parley-unsynced-").FullName;
        Process? tracer = null;
        try
        {
            await FailAsync(data, new ProcessStartInfo("dotnet", [ServerProcess.Assembly, .. TestParley.Settings(data), "--Parley:RateLimits:Enabled=false"]), async server =>
            {
                tracer = Process.Start(new ProcessStartInfo(
                    "strace", ["-f", "-qq", "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO", "-o", "/dev/null", "-p", $"{server.Id}"]))!;
                while (!IsTraced(server.Id) && !tracer.HasExited)
                    await Task.Delay(10);   // another process: nothing but asking tells

                if (tracer.HasExited)
                    Assert.Skip("strace may not attach to processes here.");
            });
        }
        finally
        {
            tracer?.Kill();
            tracer?.Dispose();
        }
    }

    private static bool IsTraced(int process)
    {
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
        {
            if (File.ReadAllText(Path.Combine(thread, "status")).Contains("TracerPid:\t0", StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static async Task FailAsync(string data, ProcessStartInfo start, Func<ServerProcess, Task> breakAsync)
    {
        IReadOnlyList<Sender> senders;
        await using (var server = await ServerProcess.StartAsync(start))
        {
            senders = await Town.SettleAsync(server.Address, conversations: 2);
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var sending = senders.Select(s => s.SendUntilCutAsync(server.Address, () =>
            {
                if (senders.Sum(other => other.Acknowledged.Count) > 300)
                    enough.TrySetResult();

                return s.Refused.ContainsKey("storage_failed");
            })).ToArray();
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(20));
            await breakAsync(server);
            await Task.WhenAll(sending).WaitAsync(TimeSpan.FromSeconds(60));

            Assert.All(senders, s => Assert.Equal(["storage_failed"], s.Refused.Keys));   // REST and socket alike
            using var http = new HttpClient { BaseAddress = server.Address };
            using var ready = await http.GetAsync("/health/ready");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage_failed"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/conversations/{senders[0].Conversation}/messages");
            request.Headers.Authorization = new("Bearer", Town.Token(0));
            Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(request)).StatusCode);   // reads go on
            await server.KillAsync();
        }

        await using var healthy = await ServerProcess.StartAsync(data, "--Parley:RateLimits:Enabled=false");
        await Task.WhenAll(senders.Select(s => s.SettleAsync(healthy.Address)));
        await Books.CompareAsync(healthy.Address, senders, Town.Token(0), Town.Token(1));
        Directory.Delete(data, recursive: true);
    }
}
