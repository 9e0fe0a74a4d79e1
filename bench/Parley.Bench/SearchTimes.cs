using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Access;
using Parley.Conversations.Log;
using Parley.People;
using Parley.Search;

namespace Parley.Bench;

/// <summary>
/// How long a search takes in a million messages of 2,000 conversations, for somebody in 50 of them and for somebody in all; how fast they
/// are indexed, and how large the index is.
/// </summary>
internal static class SearchTimes
{
    private const int Conversations = 2_000;
    private const int Rounds = 40;

    private static readonly (string What, string Query, string? Has)[] Questions =
    [
        ("warm", "the", null), ("a rare word", "w41234", null), ("a common word", "the", null), ("two common words", "the of", null), ("a common and a rare word", "the w9120", null),
        ("a phrase of common words", "\"in the\"", null), ("a long phrase that is not there", "\"the of and to in\"", null), ("a beginning", "w12*", null), ("a wide beginning", "re*", null),
        ("Chinese, common pair", "上海", null), ("Chinese, one letter", "海", null), ("Chinese, a sentence", "我家在上海东边", null), ("a typo", "analitycal", null),
        ("a word in nothing", "zzqqxx", null), ("from: alone", "from:user7", null), ("from: and a common word", "from:user7 the", null), ("in: alone", "in:room-3", null),
        ("in: and a common word", "in:room-3 the", null), ("before: alone", "before:2026-02-01", null), ("before: and a common word", "before:2026-02-01 the", null),
        ("on: and a common word", "on:2026-03-03 the", null), ("has:link", "has:link", null), ("has:reaction", "has:reaction", null), ("has:reaction and a common word", "has:reaction the", null),
        ("is:thread", "is:thread", null), ("-without alone", "-the", null), ("a common word -without another", "the -of", null), ("stems", "running", null),
        ("16 common words", "the of and to in is for on that with as was at by it from", null),
    ];

    public static async Task<int> RunAsync(int messages)
    {
        await using var store = new SearchStore(Conversations);
        await store.FillAsync(messages);
        var plain = store.Bytes;

        var index = new SqliteSearchIndex();
        var vocabulary = new Vocabulary();
        using var indexing = new IndexMessages(store.Database, index, vocabulary, TimeProvider.System, NullLogger<IndexMessages>.Instance) { IsPaced = false };
        var (started, cpu) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        await indexing.RunNowAsync(CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var each = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / messages;
        store.Checkpoint();
        Print($"{messages:N0} messages indexed in {seconds:N0} s ({messages / seconds:N0}/s, {each:N0} µs CPU each); {plain / messages:N0} bytes a message before, {(store.Bytes - plain) / messages:N0} more with the index\n");

        var numbers = new UserNumbers(store.Database);
        var views = new MessageViews(numbers);
        var people = new UserDirectory(store.Database, numbers, TimeProvider.System);
        var handler = new SearchHandler(store.Database, new FindMessages(index, people, views), new FindNames(index, new ConversationViews(views, TimeProvider.System), TimeProvider.System), TimeProvider.System);
        Print($"| question, ms of CPU | in 50 conversations: p50 | p95 | in 2,000: p50 | p95 |\n|---|---|---|---|---|");
        var worst = 0.0;
        foreach (var (what, query, has) in Questions)
        {
            var line = $"| {what} ";
            foreach (var caller in (Caller[])[store.Few, store.All])
            {
                var times = new double[Rounds];
                for (var i = -3; i < Rounds; i++)
                {
                    var began = Environment.CpuUsage.TotalTime;   // not the wall: the machine is shared, and everything is in memory
                    await handler.HandleAsync(caller, new(query, Has: has, Limit: 50), CancellationToken.None);
                    if (i >= 0)
                        times[i] = (Environment.CpuUsage.TotalTime - began).TotalMilliseconds;
                }

                Array.Sort(times);
                worst = Math.Max(worst, times[Rounds * 95 / 100]);
                line += string.Create(CultureInfo.InvariantCulture, $"| {times[Rounds / 2]:N1} | {times[Rounds * 95 / 100]:N1} ");
            }

            Console.WriteLine(line + "|");
        }

        Print($"\nworst p95 {worst:N1} ms");
        return 0;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
