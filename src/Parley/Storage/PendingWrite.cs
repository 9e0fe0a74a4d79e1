using System.Diagnostics;
using Parley.Telemetry;

namespace Parley.Storage;

/// <summary>A write that is on disk: its news, to be told before it is acknowledged.</summary>
public abstract class CommittedWrite
{
    /// <summary>When it was taken, on the stopwatch's clock.</summary>
    internal long AcceptedAt { get; } = Stopwatch.GetTimestamp();

    /// <summary>The span of whoever asked for it; nothing while nobody traces.</summary>
    internal Activity? Trace { get; } = Traces.Carried;

    /// <summary>What the write told its transaction, in order.</summary>
    public List<object> News { get; } = [];

    /// <summary>
    /// Lets the caller go on. It continues on this thread, so that its answer leaves in the same socket write as the news:
    /// nothing that awaits a write may do slow work right after it.
    /// </summary>
    public abstract void Acknowledge();
}

/// <summary>A write in the lane's queue.</summary>
internal abstract class PendingWrite : CommittedWrite
{
    public abstract bool IsCancelled { get; }

    public abstract void Run(Transaction transaction);

    public abstract void Fail(Exception exception);
}

internal sealed class PendingWrite<T>(Func<Transaction, ValueTask<T>> work, CancellationToken ct) : PendingWrite
{
    private readonly TaskCompletionSource<T> _done = new();
    private T? _result;

    public Task<T> Done => _done.Task;

    public override bool IsCancelled => ct.IsCancellationRequested;

    public override void Run(Transaction transaction)
    {
        var running = work(transaction);
        _result = running.IsCompleted ? running.GetAwaiter().GetResult() : running.AsTask().GetAwaiter().GetResult();
    }

    public override void Acknowledge() => _done.TrySetResult(_result!);

    public override void Fail(Exception exception)
    {
        // Off this thread: the lane must not run what its callers do with an error.
        if (exception is OperationCanceledException)
            ThreadPool.UnsafeQueueUserWorkItem(static done => done.TrySetCanceled(), _done, preferLocal: false);
        else
            ThreadPool.UnsafeQueueUserWorkItem(static x => x._done.TrySetException(x.exception), (_done, exception), preferLocal: false);
    }
}
