using System.Collections.Concurrent;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>
/// One-use tickets for opening a socket from a browser, which cannot set headers there: what ends up in an address, and so in logs, is
/// worthless a moment later. In memory, because 30 s do not outlive a restart anyway.
/// </summary>
public sealed class Tickets(TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private const int Kept = 100_000;

    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset End)> _open = new();

    /// <exception cref="Refusal"><c>busy</c> when too many are open.</exception>
    public TicketView Give(Caller caller)
    {
        var now = clock.GetUtcNow();
        if (_open.Count >= Kept)
        {
            foreach (var old in _open.Where(open => open.Value.End <= now))
                _open.TryRemove(old);
            if (_open.Count >= Kept)
                throw new Refusal(Errors.Busy) { RetryAfter = Lifetime };
        }

        var ticket = Secret.New();
        _open[ticket] = (caller, now + Lifetime);
        return new(ticket, (long)Lifetime.TotalSeconds);
    }

    /// <summary>Who holds it; it is gone then.</summary>
    public Caller? Take(string ticket) => _open.TryRemove(ticket, out var open) && open.End > clock.GetUtcNow() ? open.Caller : null;
}
