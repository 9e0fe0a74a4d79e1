using Parley.Protocol;

namespace Parley.Access.RateLimits;

/// <summary>How many sockets each person and each address has open, and whether one more may.</summary>
public sealed class OpenSockets(LimitTable limits)
{
    private readonly Dictionary<(LimitedBy By, UInt128 Key), int> _open = [];
    private readonly Lock _lock = new();

    /// <summary>Counts one more; whoever got it in gives it back by <see cref="Leave"/>.</summary>
    public bool TryEnter(LimitedBy by, UInt128 key)
    {
        var most = !limits.IsOn ? 0 : by == LimitedBy.Person ? limits.SocketsPerPerson : limits.SocketsPerAddress;
        lock (_lock)
        {
            var open = _open.GetValueOrDefault((by, key));
            if (most > 0 && open >= most)
                return false;

            _open[(by, key)] = open + 1;
            return true;
        }
    }

    public void Leave(LimitedBy by, UInt128 key)
    {
        lock (_lock)
        {
            if (--System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_open, (by, key), out _) <= 0)
                _open.Remove((by, key));
        }
    }

    /// <exception cref="Refusal"><c>rate_limited</c>; nobody knows when a place will be free.</exception>
    internal void EnterFrom(UInt128 address)
    {
        if (!TryEnter(LimitedBy.Address, address))
            throw new Refusal(Errors.RateLimited, "Too many sockets are open from this address.");
    }
}
