using System.Diagnostics;
using System.Globalization;
using Parley.Storage;

namespace Parley.Bench;

/// <summary>What notifications add to a message through the log, 256 waiting at once: in groups of 100 and in direct conversations.</summary>
internal static class NotificationCost
{
    private const int Members = 100;
    private const int Outstanding = 256;
    private const int Count = 100_000;

    public static async Task<int> RunAsync()
    {
        Console.WriteLine("| | messages/s | CPU µs each |\n|---|---|---|");
        for (var round = 0; round < 2; round++)
        {
            await MeasureAsync("group of 100, without notifications", notifies: false, isDirect: false, "x");
            await MeasureAsync("group of 100, with, nobody named", notifies: true, isDirect: false, "x");
            await MeasureAsync("group of 100, with, one person named", notifies: true, isDirect: false, "@p7 x");
            await MeasureAsync("direct, without notifications", notifies: false, isDirect: true, "x");
            await MeasureAsync("direct, with, never read", notifies: true, isDirect: true, "x");
        }

        return 0;
    }

    private static async Task MeasureAsync(string name, bool notifies, bool isDirect, string text)
    {
        await using var store = new Store(notifies);
        await store.FillAsync();
        await store.Database.WriteAsync(transaction => CrowdAsync(transaction, isDirect), CancellationToken.None);
        text = text.PadRight(100, 'x');
        await PostAsync(store, Count / 5, text);

        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        await PostAsync(store, Count, text);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var spent = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {Count / seconds:N0} | {spent / Count:N1} |"));
    }

    private static async ValueTask CrowdAsync(Transaction transaction, bool isDirect)
    {
        for (var n = 2; n <= (isDirect ? 2 : Members); n++)
        {
            await transaction.WriteAsync($"""
                insert into users (n, id, workspace_n, username, username_key, display_name, display_key, account_type, role, created_at)
                values ({n}, {Guid.CreateVersion7()}, 1, {$"p{n}"}, {$"p{n}"}, 'P', 'p', 'member', 0, 0)
                """);
            await transaction.WriteAsync($"""
                insert into members (conversation_n, user_n, role, status, joined_at, read_ordinal) select n, {n}, 0, 0, 0, 0 from conversations
                """);
        }

        if (!isDirect)
            return;

        await transaction.WriteAsync($"update conversations set type = 0");
        await transaction.WriteAsync($"insert into notification_watchers (conversation_n, user_n, reason) select conversation_n, user_n, 1 from members");
    }

    private static async Task PostAsync(Store store, int count, string text)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Outstanding).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i <= count; i = Interlocked.Increment(ref next))
                await store.PostAsync(i % Store.Conversations, text);
        }));
    }
}
