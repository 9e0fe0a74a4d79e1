using System.Collections.Concurrent;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>
/// Who has blocked whom, remembered by person so that asking costs a look into a dictionary. In a direct conversation it is part of the
/// membership (<see cref="Access.Membership.IsBlocked"/>): sending asks nothing more.
/// </summary>
public sealed class Blocks(Database database)
{
    // Most people have none and share one answer: about 50 bytes each.
    private const int Kept = 200_000;

    private readonly ConcurrentDictionary<long, BlocksOf> _known = new();
    private readonly Lock _changing = new();
    private long _changes;

    /// <summary>A block began or ended between these two; after the commit, when the look-up knows it.</summary>
    public event Action<long, long>? Changed;

    public ValueTask<BlocksOf> OfAsync(long userN) => _known.TryGetValue(userN, out var known) ? new(known) : AskAsync(userN);

    /// <summary>Whether one of the two has blocked the other.</summary>
    public static async ValueTask<bool> AreBetweenAsync(Queries queries, long one, long other) => await queries.NumberAsync($"""
        select 1 from blocks where (blocker_n = {one} and blocked_n = {other}) or (blocker_n = {other} and blocked_n = {one}) limit 1
        """) == 1;

    /// <summary>Everybody between whom and this person there is a block, as of this transaction; nothing where there is nobody.</summary>
    public static async ValueTask<IReadOnlySet<long>?> WithAsync(Queries queries, long userN)
    {
        var found = await queries.QueryAsync($"""
            select blocked_n from blocks where blocker_n = {userN} union select blocker_n from blocks where blocked_n = {userN}
            """, row => row.Long(0));
        return found.Count == 0 ? null : found.ToHashSet();
    }

    /// <summary>Something changed between these two; called after the commit and before it is acknowledged.</summary>
    internal void Forget(long one, long other)
    {
        lock (_changing)
        {
            _changes++;
            _known.TryRemove(one, out _);
            _known.TryRemove(other, out _);
        }
    }

    internal void SayChanged(long one, long other) => Changed?.Invoke(one, other);

    private async ValueTask<BlocksOf> AskAsync(long userN)
    {
        var before = Interlocked.Read(ref _changes);
        var found = await database.QueryAsync(
            $"select blocker_n, blocked_n from blocks where blocker_n = {userN} or blocked_n = {userN}",
            row => (Blocker: row.Long(0), Blocked: row.Long(1)));
        var blocks = found.Count == 0 ? BlocksOf.Nobody : new BlocksOf(
            found.Where(b => b.Blocker == userN).Select(b => b.Blocked).ToHashSet(),
            found.Where(b => b.Blocked == userN).Select(b => b.Blocker).ToHashSet());
        lock (_changing)   // as in MembershipCache: an outdated answer is never kept
        {
            if (_changes == before)
            {
                if (_known.Count >= Kept)
                    _known.Clear();

                _known[userN] = blocks;
            }
        }

        return blocks;
    }
}

/// <summary>One person's blocks: whom they have blocked, and who has blocked them. By the numbers of the rows.</summary>
public sealed record BlocksOf(IReadOnlySet<long> Blocked, IReadOnlySet<long> BlockedBy)
{
    public static readonly BlocksOf Nobody = new(new HashSet<long>(), new HashSet<long>());

    /// <summary>Everybody with whom there is a block, whoever of the two wanted it; nothing where there is nobody.</summary>
    public IReadOnlySet<long>? Everybody { get; } = Blocked.Count + BlockedBy.Count == 0 ? null : Blocked.Concat(BlockedBy).ToHashSet();

    public bool IsWith(long userN) => Everybody?.Contains(userN) is true;
}
