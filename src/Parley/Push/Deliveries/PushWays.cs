using System.Diagnostics;
using Parley.Protocol;

namespace Parley.Push.Deliveries;

/// <summary>The ways that there are, and one try by one of them.</summary>
public sealed class PushWays(IEnumerable<PushSender> senders)
{
    private readonly Dictionary<PushWay, PushSender> _senders = senders.ToDictionary(sender => sender.Way);

    public IReadOnlyCollection<PushSender> All => _senders.Values;

    public PushSender this[PushWay way] => _senders[way];

    /// <summary>Tries once; what takes longer than its way's patience is to be tried again later.</summary>
    public async Task<IReadOnlyList<Tried>> TryAsync(PushWay way, IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        var sender = this[way];
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
