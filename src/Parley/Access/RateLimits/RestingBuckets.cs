using Microsoft.Extensions.Logging;
using Parley.Upkeep;

namespace Parley.Access.RateLimits;

/// <summary>Drops the buckets of whoever is at rest, so that memory follows who is here and not who ever was.</summary>
public sealed class RestingBuckets(Budgets budgets, TimeProvider clock, ILogger<RestingBuckets> logger) : Chore(clock, logger)
{
    public override string Name => "resting buckets";

    public override TimeSpan Every => TimeSpan.FromMinutes(1);

    protected override Task RunAsync(CancellationToken ct)
    {
        budgets.Sweep();
        return Task.CompletedTask;
    }
}
