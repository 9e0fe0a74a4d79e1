using System.Diagnostics;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Faults;

/// <summary>F01: P1, P2 and P3 when the process is killed with kill -9 while everybody sends.</summary>
[Collection(nameof(Alone))]
public sealed class KilledUnderLoad
{
    private const int Cycles = 20;

    [Fact]
    public async Task Twenty_kills_lose_nothing_acknowledged_double_nothing_and_leave_no_hole()
    {
        var data = Directory.CreateTempSubdirectory("parley-killed-").FullName;
        var random = new Random(20261121);
        var starts = new List<TimeSpan>();
        IReadOnlyList<Sender> senders = [];
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var server = await ServerProcess.StartAsync(data, "--Parley:RateLimits:Enabled=false");
            starts.Add(Stopwatch.GetElapsedTime(started));
            if (cycle == 0)
                senders = await Town.SettleAsync(server.Address);

            var before = senders.Sum(s => s.Acknowledged.Count);
            var wanted = before + random.Next(200, 1200);   // a moment in the middle of the load, on a fast machine and on a slow one
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var sending = senders.Select(s => s.SendUntilCutAsync(server.Address, () =>
            {
                if (senders.Sum(other => other.Acknowledged.Count) >= wanted)
                    reached.TrySetResult();

                return false;
            })).ToArray();
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(60));   // patience, not a measure: a busy machine needs it
            await server.KillAsync();
            await Task.WhenAll(sending);
        }

        await using var last = await ServerProcess.StartAsync(data, "--Parley:RateLimits:Enabled=false");
        await Task.WhenAll(senders.Select(s => s.SettleAsync(last.Address)));
        var total = await Books.CompareAsync(last.Address, senders, Town.Token(0), Town.Token(7), Town.Token(19));

        starts.Sort();
        var (median, slowest) = (starts[Cycles / 2], starts[^1]);
        TestContext.Current.SendDiagnosticMessage(
            $"{Cycles} kills, {total} messages, ready after {median.TotalMilliseconds:0} ms (slowest {slowest.TotalMilliseconds:0} ms)");
        Assert.All(senders, s => Assert.Empty(s.Refused));
        Assert.True(total > Cycles * 200, $"Only {total} messages.");
        Assert.True(median < TimeSpan.FromSeconds(2), $"Half of the starts took more than {median}.");
        Directory.Delete(data, recursive: true);
    }
}
