using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Telemetry;

namespace Parley.Upkeep;

/// <summary>
/// Work that nobody waits for: done every so often, and soon when somebody wakes it. What is to do stands in the database, so a chore
/// that was cut off by a restart finds it again. It never runs beside itself; a failure is logged and tried again at the next turn.
/// </summary>
public abstract class Chore(TimeProvider clock, ILogger logger) : IDisposable
{
    // One signal is enough: whoever wakes a chore that is awake means "look again".
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim _alone = new(1);

    /// <summary>For the log and the figures.</summary>
    public abstract string Name { get; }

    /// <summary>How often it runs when nobody wakes it.</summary>
    public abstract TimeSpan Every { get; }

    /// <summary>Runs it soon. Costs next to nothing; may be called from the publishing thread.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Runs it once and returns when it is done, for the command line and for tests.</summary>
    public async Task RunNowAsync(CancellationToken ct)
    {
        await _alone.WaitAsync(ct);
        try
        {
            await RunAsync(ct);
        }
        finally
        {
            _alone.Release();
        }
    }

    public void Dispose()
    {
        _alone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Does all that there is to do now.</summary>
    protected abstract Task RunAsync(CancellationToken ct);

    internal async Task LiveAsync(WorkFigures figures, CancellationToken stopping)
    {
        await using var timer = clock.CreateTimer(_ => Wake(), null, Every, Every);
        while (!stopping.IsCancellationRequested)
        {
            var began = 0L;
            try
            {
                await _wake.Reader.ReadAsync(stopping);
                began = Stopwatch.GetTimestamp();
                await RunNowAsync(stopping);
                figures.ChoreRan(Name, Stopwatch.GetElapsedTime(began), failed: false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                figures.ChoreRan(Name, Stopwatch.GetElapsedTime(began), failed: true);
                logger.ChoreFailed(exception, Name);
            }
        }
    }
}
