using System.Collections.Concurrent;
using System.Diagnostics;
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
    PushIntake intake, DeliveryBook book, IEnumerable<PushSender> senders, PushSettings settings, TimeProvider clock, ILogger<DeliveryRounds> logger)
    : DeliveryChore(clock, logger)
{
    private readonly Dictionary<PushWay, PushSender> _senders = senders.ToDictionary(sender => sender.Way);
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
        var most = (free * _senders.Values.Max(sender => sender.Together)) + _underWay.Count;

        // Taken before the question: what ends while it is asked is in the answer as it was, and would be begun a second time.
        var underWay = _underWay.Keys.ToHashSet();
        var due = await book.DueAsync(busy, most, ct);
        foreach (var calls in due.Where(d => !underWay.Contains(d.Target.N)).GroupBy(d => (d.Target.Way, d.Target.Host)))
        {
            foreach (var together in calls.Chunk(_senders[calls.Key.Way].Together))
            {
                if (free == 0 || _calls.GetValueOrDefault(calls.Key.Host) >= PerHost)
                    break;

                free--;
                _calls.AddOrUpdate(calls.Key.Host, 1, (_, count) => count + 1);
                foreach (var delivery in together)
                    _underWay[delivery.Target.N] = calls.Key.Host;
                _ = Task.Run(() => DeliverAsync(_senders[calls.Key.Way], calls.Key.Host, together, ct), CancellationToken.None);
            }
        }
    }

    private async Task DeliverAsync(PushSender sender, string host, IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        try
        {
            var tried = await TryAsync(sender, deliveries, ct);
            await book.SettleAsync([.. deliveries.Zip(tried)], ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The server stops: what is not written down is done again after the start.
        }
        catch (Exception exception)
        {
            logger.NotSettled(exception, sender.Way);
        }
        finally
        {
            _calls.AddOrUpdate(host, 0, (_, count) => count - 1);
            foreach (var delivery in deliveries)
                _underWay.TryRemove(delivery.Target.N, out _);
            Wake();
        }
    }

    /// <summary>One try of one call, and how long it took.</summary>
    internal static async Task<IReadOnlyList<Tried>> TryAsync(PushSender sender, IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(sender.Patience);
        var began = Stopwatch.GetTimestamp();
        IReadOnlyList<Tried> tried;
        try
        {
            tried = await sender.SendAsync(deliveries, patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            tried = [.. deliveries.Select(_ => new Tried(PushOutcome.Later))];
        }

        var took = Stopwatch.GetElapsedTime(began);
        return [.. tried.Select(t => t with { Took = took })];
    }
}
