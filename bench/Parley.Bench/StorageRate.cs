using System.Diagnostics;
using System.Globalization;

namespace Parley.Bench;

/// <summary>Durable messages a second into 500 conversations through the log, by how many wait at once (so by the size of a commit).</summary>
internal static class StorageRate
{
    private static readonly string Text = new('x', 100);

    public static async Task<int> RunAsync()
    {
        Console.WriteLine("| outstanding | messages/s | CPU µs each |\n|---|---|---|");
        foreach (var outstanding in (int[])[1, 16, 64, 256, 1024])
        {
            await using var store = new Store();
            await store.FillAsync();
            var count = outstanding == 1 ? 10_000 : 200_000;
            await PostAsync(store, outstanding, count / 10);   // warm

            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var started = Stopwatch.GetTimestamp();
            await PostAsync(store, outstanding, count);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var spent = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {outstanding} | {count / seconds:N0} | {spent / count:N1} |"));
        }

        return 0;
    }

    private static async Task PostAsync(Store store, int outstanding, int count)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, outstanding).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i <= count; i = Interlocked.Increment(ref next))
                await store.PostAsync(i % Store.Conversations, Text);
        }));
    }
}
