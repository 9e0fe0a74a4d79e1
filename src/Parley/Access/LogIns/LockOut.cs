using System.Collections.Concurrent;
using System.Globalization;
using Parley.Access.RateLimits;
using Parley.Protocol;

namespace Parley.Access.LogIns;

/// <summary>
/// Soft lock-out of password guessing: a few free failures, then waits that double up to 15 minutes, counted per account name (known or
/// not, so that the answer tells nothing), per address, and per both. A person who signed in from this address before is held up only by
/// the third: somebody else's guessing cannot lock them out.
/// </summary>
public sealed class LockOut(TimeProvider clock)
{
    private const int FreePerAccount = 5;

    // A school or an office stands behind one address.
    private const int FreePerAddress = 50;
    private const int Kept = 100_000;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, Count> _counts = new();

    /// <summary>
    /// Asked before the password is looked at, and again after, before anyone hears whether it was right: of a thousand guesses that
    /// come at once, those that were looked at after the fifth failure learn nothing.
    /// </summary>
    /// <exception cref="Refusal"><c>locked_out</c>, with the time to wait.</exception>
    public void RequireOpen(string account, string address, bool isKnownHere)
    {
        var (byAccount, byAddress, byBoth) = Keys(account, address);
        RefuseLocked(byBoth, FreePerAccount);
        if (isKnownHere)
            return;

        RefuseLocked(byAccount, FreePerAccount);
        RefuseLocked(byAddress, FreePerAddress);
    }

    /// <summary>The password was wrong. Returns whether the next try, of a stranger at least, has to wait now.</summary>
    public bool Failed(string account, string address)
    {
        var (byAccount, byAddress, byBoth) = Keys(account, address);
        Sweep();
        return (Add(byAccount) >= FreePerAccount) | (Add(byAddress) >= FreePerAddress) | (Add(byBoth) >= FreePerAccount);
    }

    /// <summary>The password was right.</summary>
    public void Succeeded(string account, string address)
    {
        var (byAccount, _, byBoth) = Keys(account, address);
        _counts.TryRemove(byAccount, out _);
        _counts.TryRemove(byBoth, out _);
    }

    private static (string Account, string Address, string Both) Keys(string account, string address)
    {
        // Whoever has an IPv6 line has 2^64 addresses: they count as one.
        if (AddressKey.Of(address) is var line && line != UInt128.Zero)
            address = line.ToString(CultureInfo.InvariantCulture);
        return ($"u {account}", $"a {address}", $"b {address} {account}");
    }

    private void RefuseLocked(string key, int free)
    {
        if (!_counts.TryGetValue(key, out var count) || count.Failures < free)
            return;
        var wait = FirstWait * Math.Pow(2, Math.Min(count.Failures - free, 10));
        var left = count.Last + (wait < LongestWait ? wait : LongestWait) - clock.GetUtcNow();
        if (left > TimeSpan.Zero)
            throw new Refusal(Errors.LockedOut) { RetryAfter = left };
    }

    private int Add(string key)
    {
        var now = clock.GetUtcNow();
        return _counts.AddOrUpdate(
            key, new Count(1, now), (_, count) => new Count(now - count.Last > Forgotten ? 1 : count.Failures + 1, now)).Failures;
    }

    private void Sweep()
    {
        if (_counts.Count < Kept)
            return;
        var old = clock.GetUtcNow() - Forgotten;
        foreach (var count in _counts.Where(count => count.Value.Last < old))
            _counts.TryRemove(count);
        if (_counts.Count >= Kept)
            _counts.Clear();
    }

    private sealed record Count(int Failures, DateTimeOffset Last);
}
