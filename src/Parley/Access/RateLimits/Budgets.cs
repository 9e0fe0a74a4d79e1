using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Parley.Protocol;

namespace Parley.Access.RateLimits;

/// <summary>
/// Takes every call from the budgets of its person, workspace and address; all sockets, tokens and requests of one person share theirs.
/// A call costs a look into three dictionaries, 0.2 µs.
/// </summary>
public sealed class Budgets
{
    private const int Kinds = (int)RouteClass.Frame + 1;

    private readonly BucketTable?[] _tables = new BucketTable?[Kinds * 3];

    public Budgets(LimitTable limits, TimeProvider clock)
    {
        IsOn = limits.IsOn;
        foreach (var by in Enum.GetValues<LimitedBy>())
        {
            foreach (var kind in Enum.GetValues<RouteClass>())
                _tables[Index(by, kind)] = limits[by, kind] is { } rate ? new BucketTable(by, kind, rate, clock) : null;
        }
    }

    public bool IsOn { get; }

    /// <summary>How many buckets are kept.</summary>
    public int Count => _tables.Sum(table => table?.Count ?? 0);

    /// <summary>Takes one frame, or what it asks for, from all three; how long to wait when one of them is empty.</summary>
    public TimeSpan Take(in Payer payer, RouteClass kind)
    {
        var wait = TakePerson(payer, kind);
        return wait > TimeSpan.Zero ? wait : Take(LimitedBy.Address, kind, payer.Address);
    }

    /// <summary>The same without the address, where that was asked before anybody knew who it is.</summary>
    public TimeSpan TakePerson(in Payer payer, RouteClass kind)
    {
        var wait = Take(LimitedBy.Person, kind, (ulong)payer.UserN);
        return wait > TimeSpan.Zero ? wait : Take(LimitedBy.Workspace, kind, (ulong)payer.WorkspaceN);
    }

    /// <summary>What one call asks for many things at once costs beyond the first of them. Never refused: the next calls wait.</summary>
    public void Charge(in Payer payer, RouteClass kind, int more)
    {
        if (more <= 0)
            return;

        Table(LimitedBy.Person, kind)?.Of((ulong)payer.UserN).Charge(more);
        Table(LimitedBy.Workspace, kind)?.Of((ulong)payer.WorkspaceN).Charge(more);
        Table(LimitedBy.Address, kind)?.Of(payer.Address).Charge(more);
    }

    /// <exception cref="Refusal"><c>rate_limited</c>, with the time to wait.</exception>
    internal void RequireAddress(HttpContext http, RouteClass kind) => Require(http, LimitedBy.Address, kind, AddressKey.Of(http));

    /// <exception cref="Refusal"><c>rate_limited</c>, with the time to wait.</exception>
    internal void RequirePerson(HttpContext http, Caller caller)
    {
        if (!IsOn || http.GetEndpoint()?.Metadata.GetMetadata<Limited>() is not { } limited)
            return;

        Require(http, LimitedBy.Workspace, limited.Kind, (ulong)caller.WorkspaceN);
        Require(http, LimitedBy.Person, limited.Kind, (ulong)caller.UserN);
    }

    internal void Sweep()
    {
        foreach (var table in _tables)
            table?.Sweep();
    }

    private static int Index(LimitedBy by, RouteClass kind) => ((int)by * Kinds) + (int)kind;

    private BucketTable? Table(LimitedBy by, RouteClass kind) => _tables[Index(by, kind)];

    private TimeSpan Take(LimitedBy by, RouteClass kind, UInt128 key)
    {
        if (Table(by, kind) is not { } table)
            return TimeSpan.Zero;

        var lease = table.Of(key).AttemptAcquire();
        return lease.IsAcquired ? TimeSpan.Zero : Wait(lease);
    }

    private void Require(HttpContext http, LimitedBy by, RouteClass kind, UInt128 key)
    {
        if (Table(by, kind) is not { } table)
            return;

        var bucket = table.Of(key);
        var lease = bucket.AttemptAcquire();
        Say(http, table, bucket);
        if (!lease.IsAcquired)
            throw new Refusal(Errors.RateLimited) { RetryAfter = Wait(lease) };
    }

    // draft-ietf-httpapi-ratelimit-headers. The budget asked last is the one that a client can do something about: its person's.
    private static void Say(HttpContext http, BucketTable table, Bucket bucket)
    {
        var headers = http.Response.Headers;
        headers["RateLimit-Policy"] = table.Policy;
        headers["RateLimit"] = string.Create(
            CultureInfo.InvariantCulture, $"{table.Name};r={bucket.Left};t={(long)Math.Ceiling(bucket.UntilFull.TotalSeconds)}");
    }

    private static TimeSpan Wait(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
}
