using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Access;
using Parley.Conversations.Log;
using Parley.Messages;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Telemetry;

namespace Parley.Bench;

/// <summary>How long a page of 50 takes anywhere in one conversation of a million messages, one reader, page cache warm and cold alike.</summary>
internal static class HistoryPages
{
    private const int Pages = 20_000;

    public static async Task<int> RunAsync(int messages)
    {
        await using var store = new Store();
        await store.FillAsync();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, 1024).Select(async _ =>
        {
            // Nine of ten into one conversation, the rest around it, so that its rows do not lie side by side.
            for (var i = Interlocked.Increment(ref next); i <= messages; i = Interlocked.Increment(ref next))
                await store.PostAsync(i % 10 == 0 ? i % Store.Conversations : 0, $"message {i} of a long history, with some words in it");
        }));

        var cache = new MembershipCache();
        var access = new ConversationAccess(store.Database, cache, TimeProvider.System);
        using var publisher = new EventPublisher(store.Database, new Switchboard(), cache, new Figures(), NullLogger<EventPublisher>.Instance);
        var views = new MessageViews(store.Numbers);
        var reader = new ReadMessagesHandler(access, store.Database, views, new NewestPages(publisher), new ConversationViews(views, TimeProvider.System));
        var caller = new Caller(store.Ada, 1, WorkspaceId.New(), 1, WorkspaceRole.Member);
        var random = new Random(1);
        var times = new double[Pages];
        for (var i = 0; i < Pages; i++)
        {
            var around = random.NextInt64(1, messages * 9L / 10);
            var started = Stopwatch.GetTimestamp();
            var page = await reader.PageAsync(caller, store.Ids[0], null, null, around, 50, CancellationToken.None);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (page.Items.Count < 25)
                throw new InvalidOperationException($"A page of {page.Items.Count} around {around}.");
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{messages:N0} messages: p50 {times[Pages / 2]:N3} ms, p95 {times[Pages * 95 / 100]:N3} ms, p99 {times[Pages * 99 / 100]:N3} ms"));
        return 0;
    }
}
