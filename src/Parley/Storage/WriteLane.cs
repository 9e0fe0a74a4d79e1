using System.Diagnostics;
using Parley.Access;
using Parley.Protocol;
using Parley.Telemetry;

namespace Parley.Storage;

/// <summary>
/// One thread that takes what waits, runs it in one transaction, commits it with full durability, and hands it on. An
/// acknowledgement therefore means: on disk. The queue is bounded; when it is full a write is refused with <c>busy</c>.
/// </summary>
internal sealed class WriteLane
{
    private const int QueueLimit = 20_000;
    private const int BatchLimit = 256;   // beyond it a commit gains nothing more (DESIGN decision 12) and delays the first in it

    private readonly SqliteWriter _writer;
    private readonly Action<List<PendingWrite>> _committed;
    private readonly LaneFigures _figures;
    private readonly Queue<PendingWrite> _waiting = new();
    private readonly Thread _thread;

    // Told after the commit: a refusal may rest on what another write of the same commit did ("that id is taken").
    private readonly List<(PendingWrite Write, Exception Refusal)> _refused = [];
    private bool _stopping;

    public WriteLane(SqliteWriter writer, Action<List<PendingWrite>> committed, LaneFigures figures)
    {
        (_writer, _committed, _figures) = (writer, committed, figures);
        _thread = new Thread(Work) { IsBackground = true, Name = "parley write lane" };
        _thread.Start();
    }

    public StorageState State { get; private set; }

    /// <summary>Writes that wait for the next commit.</summary>
    public int Waiting
    {
        get
        {
            lock (_waiting)
                return _waiting.Count;
        }
    }

    public Task<T> EnqueueAsync<T>(Func<Transaction, ValueTask<T>> work, CancellationToken ct)
    {
        var write = new PendingWrite<T>(work, ct);
        lock (_waiting)
        {
            if (_stopping)
                throw new Refusal(Errors.ShuttingDown);
            if (State == StorageState.Failed)
                throw new Refusal(Errors.StorageFailed);
            if (_waiting.Count >= QueueLimit)
                throw new Refusal(Errors.Busy) { RetryAfter = TimeSpan.FromSeconds(1) };

            _waiting.Enqueue(write);
            if (_waiting.Count == 1)
                Monitor.Pulse(_waiting);
        }

        return write.Done;
    }

    /// <summary>Finishes what was accepted, then ends the thread.</summary>
    public void Stop()
    {
        lock (_waiting)
        {
            _stopping = true;
            Monitor.Pulse(_waiting);
        }

        _thread.Join();
    }

    private void Work()
    {
        while (Take() is { } batch)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                Commit(batch);
            }
            catch (Exception exception)   // the disk, not the writes: none of them is acknowledged
            {
                _writer.Rollback();
                State = SqliteWriter.IsFull(exception) ? StorageState.Full : StorageState.Failed;
                foreach (var write in batch.Concat(_refused.Select(r => r.Write)))
                    write.Fail(new Refusal(State == StorageState.Full ? Errors.StorageFull : Errors.StorageFailed));

                _refused.Clear();
                _writer.Report(exception, State);
                continue;
            }

            foreach (var (write, refusal) in _refused)
                write.Fail(refusal);

            _refused.Clear();

            if (batch.Count == 0)
                continue;

            State = StorageState.Ready;
            Count(batch, Stopwatch.GetElapsedTime(began));
            _committed(batch);
        }
    }

    private void Count(List<PendingWrite> batch, TimeSpan took)
    {
        _figures.Committed(batch.Count, took);
        if (!Traces.Source.HasListeners())
            return;

        var ended = TimeProvider.System.GetUtcNow();
        foreach (var write in batch)
        {
            if (write.Trace is null)
                continue;

            using var span = Traces.Past("commit", write.Trace.Context, ended - took, ended);
            span?.SetTag("parley.commit.writes", batch.Count)
                .SetTag("parley.commit.waited_seconds", (Stopwatch.GetElapsedTime(write.AcceptedAt) - took).TotalSeconds);
        }
    }

    private List<PendingWrite>? Take()
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0)
            {
                if (_stopping)
                    return null;

                Monitor.Wait(_waiting);
            }

            var batch = new List<PendingWrite>(Math.Min(_waiting.Count, BatchLimit));
            while (batch.Count < BatchLimit && _waiting.TryDequeue(out var write))
            {
                if (write.IsCancelled)
                    write.Fail(new OperationCanceledException());
                else if (State == StorageState.Failed)
                    write.Fail(new Refusal(Errors.StorageFailed));
                else
                    batch.Add(write);
            }

            return batch;
        }
    }

    /// <summary>Runs the batch; a refused write leaves it, and if it had already changed rows the others are done again without it.</summary>
    private void Commit(List<PendingWrite> batch)
    {
        while (batch.Count > 0)
        {
            _writer.Begin();
            var spoiled = false;
            for (var i = 0; i < batch.Count && !spoiled; i++)
            {
                try
                {
                    _writer.Run(batch[i]);
                }
                catch (Exception exception) when (!SqliteWriter.IsStorageFailure(exception))
                {
                    spoiled = _writer.Dirty;
                    _writer.UndoRefused();
                    _refused.Add((batch[i], exception));
                    batch.RemoveAt(i--);
                }
            }

            if (spoiled)
            {
                _writer.Rollback();
                continue;
            }

            _writer.Commit();
            return;
        }
    }
}
