using System.Security.Cryptography;
using Parley.Access;

namespace Parley.Storage;

/// <summary>
/// Where everything is kept. Reads run beside the writer on the state of the last commit; writes go through a lane that commits
/// what is waiting together, with full durability. SQL stands where it is used.
/// </summary>
public abstract class Database : Queries, IAsyncDisposable
{
    // A refused send leaves a little room in the log, in which a small write would still succeed.
    private const int ProbeBallast = 128 * 1024;

    /// <summary>Whether writes are taken; see <see cref="StorageState"/>.</summary>
    public abstract StorageState State { get; }

    /// <summary>Called with what a commit brought, in commit order, after it is on disk; whoever listens acknowledges each write.</summary>
    public Action<IReadOnlyList<CommittedWrite>>? Committed { get; set; }

    /// <summary>Asks several things of one and the same commit, so that they fit each other.</summary>
    public abstract ValueTask<T> SnapshotAsync<T>(Func<Queries, ValueTask<T>> read);

    /// <summary>
    /// Runs <paramref name="work"/> in the next commit and returns when that is on disk. It may run more than once (when something
    /// else in the same commit was refused), so it changes nothing but through the transaction.
    /// </summary>
    /// <exception cref="Refusal">What the work refused; <c>busy</c>, <c>storage_full</c> or <c>storage_failed</c>.</exception>
    public abstract Task<T> WriteAsync<T>(Func<Transaction, ValueTask<T>> work, CancellationToken ct);

    public Task WriteAsync(Func<Transaction, ValueTask> work, CancellationToken ct) =>
        WriteAsync(async transaction =>
        {
            await work(transaction);
            return true;
        }, ct);

    /// <summary>Asks the disk for one write that is larger than any message's, to learn whether it takes them again.</summary>
    public Task ProbeAsync(CancellationToken ct)
    {
        var ballast = RandomNumberGenerator.GetBytes(ProbeBallast);   // never the same: what is the same already is not written again
        return WriteAsync(async transaction => await transaction.WriteAsync($"""
            insert into storage_probe (n, ballast) values (1, {ballast}) on conflict (n) do update set ballast = excluded.ballast
            """), ct);
    }

    /// <summary>Takes no more writes, finishes those it has taken, and returns when their news is handed on.</summary>
    public abstract Task StopAsync();

    public abstract ValueTask DisposeAsync();
}

/// <summary>Whether storage takes writes.</summary>
public enum StorageState
{
    Ready,

    /// <summary>The last commit found the disk full; the next one that succeeds makes it ready again.</summary>
    Full,

    /// <summary>The disk failed under a commit. What it holds is unknown until a restart, so nothing more is acknowledged.</summary>
    Failed,
}
