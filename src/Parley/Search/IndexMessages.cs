using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Parley.Protocol;
using Parley.Storage;
using Parley.Upkeep;

namespace Parley.Search;

/// <summary>
/// Follows the messages by their rows and indexes them in batches: split here, off the write lane, and stored in one write that looks
/// again at the text. What is not indexed yet is found all the same (FindMessages reads it directly), so nobody wakes this: it looks
/// every two seconds, and costs the path of a send nothing.
/// </summary>
public sealed class IndexMessages(Database database, SearchIndex index, Vocabulary vocabulary, TimeProvider clock, ILogger<IndexMessages> logger)
    : Chore(clock, logger)
{
    private const int BatchMessages = 256;
    private const int BatchLetters = 48_000;   // a commit waits for the index no longer than some ten milliseconds
    private const int WorthTelling = 10_000;
    private const long MillisecondsOfADay = 86_400_000;

    public override string Name => "search index";

    public override TimeSpan Every => TimeSpan.FromSeconds(2);

    /// <summary>Whether a batch waits after each commit, so that sends have most of the lane while a long past is indexed.</summary>
    public bool IsPaced { get; set; } = true;

    protected override async Task RunAsync(CancellationToken ct)
    {
        await new StaleNames(database, index).RunAsync(ct);
        var (started, count) = (Stopwatch.GetTimestamp(), 0L);
        while (!ct.IsCancellationRequested)
        {
            var batchStarted = Stopwatch.GetTimestamp();
            var done = await BatchAsync(ct);
            count += done;
            if (done == 0)
                break;

            // Four times as long as the work took, but only in a long run: a short one is over before anybody notices.
            if (IsPaced && count > BatchMessages * 8)
                await Task.Delay(Stopwatch.GetElapsedTime(batchStarted) * 4, ct);
        }

        if (count >= WorthTelling)
            logger.CaughtUp(count, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task<int> BatchAsync(CancellationToken ct)
    {
        var position = await PositionAsync(database, ct);
        var rows = await ReadAsync(database, position, long.MaxValue, ct);
        if (rows.Count == 0)
            return 0;

        var letters = 0;
        var batch = rows.TakeWhile(row => (letters += row.Message.Content.Length) <= BatchLetters || row == rows[0]).ToList();
        var split = batch.Where(row => !row.IsDeleted).ToDictionary(row => row.Message.N, row => (row.Message.Content, Words: IndexedWords.Of(row.Message)));
        var last = batch[^1].Message.N;
        await database.WriteAsync(async transaction =>
        {
            if (await PositionAsync(transaction, CancellationToken.None) != position)
                return;

            // Between reading and now somebody may have edited or deleted.
            var present = await ReadAsync(transaction, position, last, CancellationToken.None);
            foreach (var (message, isDeleted) in present)
            {
                if (isDeleted || message.Type == MessageType.System)   // what the server says of comings and goings is no find
                    continue;

                var words = split.TryGetValue(message.N, out var known) && known.Content == message.Content ? known.Words : IndexedWords.Of(message);
                await index.AddAsync(transaction, message.N, words.Terms);
                await vocabulary.AddAsync(transaction, words.Vocabulary);
            }

            foreach (var day in present.GroupBy(row => row.Message.CreatedAt / MillisecondsOfADay))
                await DayAsync(transaction, day.Key, day.Min(row => row.Message.N), day.Max(row => row.Message.N));

            await transaction.WriteAsync($"update search_position set indexed_to = {last} where n = 1");
        }, ct);
        vocabulary.Remember(split.Values.SelectMany(s => s.Words.Vocabulary));
        return batch.Count;
    }

    internal static ValueTask<long> PositionAsync(Queries queries, CancellationToken ct) =>
        queries.NumberAsync($"select indexed_to from search_position where n = 1", ct);

    private static ValueTask<List<(Candidate Message, bool IsDeleted)>> ReadAsync(Queries queries, long after, long upTo, CancellationToken ct) =>
        queries.QueryAsync($"""
            select {Candidate.WholeColumns}, m.deleted_at from messages m where m.n > {after} and m.n <= {upTo} order by m.n limit {BatchMessages}
            """, row => (Candidate.From(row), !row.IsNull(12)), ct);

    private static async ValueTask DayAsync(Transaction transaction, long day, long first, long last) => await transaction.WriteAsync($"""
        insert into search_days (day, first_n, last_n) values ({day}, {first}, {last}) on conflict (day) do update set
            first_n = case when excluded.first_n < search_days.first_n then excluded.first_n else search_days.first_n end,
            last_n = case when excluded.last_n > search_days.last_n then excluded.last_n else search_days.last_n end
        """);
}
