using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Parley.Notifications;
using Parley.Protocol;

namespace Parley.Push.Deliveries;

/// <summary>
/// Works off what is to be delivered. A round only begins deliveries and does not wait for them, so a push service that takes its time
/// holds up its own targets and nobody else: each target is tried once at a time, and one host has at most a quarter of all places.
/// Killed at any moment, the deliveries that were under way are made again: their notification's id tells duplicates.
/// </summary>
public sealed class DeliveryRounds(
    PushIntake intake, DeliveryBook book, PushWays ways, PushSettings settings, TimeProvider clock, ILogger<DeliveryRounds> logger)
    : DeliveryChore(clock, logger)
{
    private readonly ConcurrentDictionary<long, string> _underWay = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();

    public override string Name => "push deliveries";

    public override TimeSpan Every => TimeSpan.FromSeconds(5);

    /// <summary>How many deliveries are under way.</summary>
    public int UnderWay => _underWay.Count;

    private int PerHost => (settings.Parallel + 3) / 4;

    protected override async Task RunAsync(CancellationToken ct)
    {
        await intake.TakeAsync(ct);
        var free = settings.Parallel - _calls.Values.Sum();
        if (free <= 0)
            return;   // whichever ends first wakes us

        string[] busy = [.. _calls.Where(call => call.Value >= PerHost).Select(call => call.Key)];
        var most = (free * ways.All.Max(sender => sender.Together)) + _underWay.Count;

        // Taken before the question: what ends while it is asked is in the answer as it was, and would be begun a second time.
        var underWay = _underWay.Keys.ToHashSet();
        var due = await book.DueAsync(busy, most, ct);
        foreach (var calls in due.Where(d => !underWay.Contains(d.Target.N)).GroupBy(d => (d.Target.Way, d.Target.Host)))
        {
            foreach (var together in calls.Chunk(ways[calls.Key.Way].Together))
            {
                if (free == 0 || _calls.GetValueOrDefault(calls.Key.Host) >= PerHost)
                    break;

                free--;
                _calls.AddOrUpdate(calls.Key.Host, 1, (_, count) => count + 1);
                foreach (var delivery in together)
                    _underWay[delivery.Target.N] = calls.Key.Host;
                _ = Task.Run(() => DeliverAsync(calls.Key.Way, calls.Key.Host, together, ct), CancellationToken.None);
            }
        }
    }

    private async Task DeliverAsync(PushWay way, string host, IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        try
        {
            var tried = await ways.TryAsync(way, deliveries, ct);
            await book.SettleAsync([.. deliveries.Zip(tried)], ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The server stops: what is not written down is done again after the start.
        }
        catch (Exception exception)
        {
            logger.NotSettled(exception, way);
        }
        finally
        {
            if (_calls.AddOrUpdate(host, 0, (_, count) => count - 1) == 0)
                _calls.TryRemove(new(host, 0));   // hosts come from addresses that people name: they must not pile up
            foreach (var delivery in deliveries)
                _underWay.TryRemove(delivery.Target.N, out _);
            Wake();
        }
    }
}
