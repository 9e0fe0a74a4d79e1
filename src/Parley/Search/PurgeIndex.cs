using Microsoft.Extensions.Logging;
using Parley.Storage;
using Parley.Upkeep;

namespace Parley.Search;

/// <summary>
/// Rewrites the index after deletions and edits. Nothing is found by a deleted word from the deletion's commit on, but an index keeps a
/// term that was taken out in its older parts until they are merged: this merges them, a few milliseconds of the write lane at a time,
/// and takes words that nobody uses any more out of the vocabulary.
/// </summary>
public sealed class PurgeIndex(Database database, SearchIndex index, Vocabulary vocabulary, TimeProvider clock, ILogger<PurgeIndex> logger)
    : Chore(clock, logger)
{
    private const int Batch = 200;

    public override string Name => "search purge";

    public override TimeSpan Every => TimeSpan.FromMinutes(5);

    protected override async Task RunAsync(CancellationToken ct)
    {
        var last = await database.NumberAsync($"select coalesce(max(n), 0) from search_gone", ct);
        if (last == 0)
            return;

        await ForgetWordsAsync(last, ct);
        var steps = 0;
        while (await database.WriteAsync(transaction => index.MergeAsync(transaction, begin: steps == 0), ct))
        {
            steps++;
            await Task.Yield();   // sends go first: the next step queues behind them
        }

        // Last, so that a crash before begins again.
        await database.WriteAsync(async transaction => await transaction.WriteAsync($"delete from search_gone where n <= {last}"), ct);
        logger.Purged(steps);
    }

    private async Task ForgetWordsAsync(long upTo, CancellationToken ct)
    {
        for (var after = 0L; after < upTo;)
        {
            var gone = await database.QueryAsync(
                $"select n, words from search_gone where n > {after} and n <= {upTo} order by n limit {Batch}", row => (N: row.Long(0), Words: row.Text(1)), ct);
            if (gone.Count == 0)
                return;

            after = gone[^1].N;
            var unused = new List<string>();
            foreach (var word in gone.SelectMany(g => g.Words.Split(' ')).Where(IndexedWords.IsWord).Distinct())
            {
                if (!await index.HoldsAsync(database, word, ct))
                    unused.Add(word);
            }

            foreach (var some in unused.Chunk(Batch))
                await database.WriteAsync(transaction => ForgetAsync(transaction, some), ct);
        }
    }

    private async ValueTask ForgetAsync(Transaction transaction, string[] words)
    {
        foreach (var word in words)
        {
            if (!await index.HoldsAsync(transaction, word, CancellationToken.None))   // it may have come back
                await vocabulary.RemoveAsync(transaction, word);
        }
    }
}
