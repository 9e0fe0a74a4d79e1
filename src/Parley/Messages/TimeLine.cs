using Parley.Storage;

namespace Parley.Messages;

/// <summary>
/// Which message stands nearest to a time. Ordinals follow the time, so halving finds it over the index of ordinals, in some twenty
/// steps of a million messages and without an index of times that every send would pay for.
/// </summary>
internal static class TimeLine
{
    /// <summary>The ordinal of the first message that was written at this time or after it; one after the last where there is none.</summary>
    public static async ValueTask<long> FirstFromAsync(Queries queries, long conversationN, DateTimeOffset time, CancellationToken ct)
    {
        var end = await queries.NumberAsync(
            $"select ordinal from messages where conversation_n = {conversationN} order by ordinal desc limit 1", ct) + 1;
        var (low, high) = (1L, end);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var found = await queries.FindAsync($"""
                select ordinal, created_at from messages where conversation_n = {conversationN} and ordinal >= {middle} order by ordinal limit 1
                """, row => new Stands(row.Long(0), row.Time(1)), ct);
            if (found is null || found.At >= time)
                high = middle;
            else
                low = found.Ordinal + 1;
        }

        return low;
    }

    private sealed record Stands(long Ordinal, DateTimeOffset At);
}
