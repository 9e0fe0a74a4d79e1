using Parley.Protocol;

namespace Parley.Access;

/// <summary>
/// Says, after the commit, that a credential has ended. Whoever keeps something that rests on it listens: the cache of callers forgets
/// it, so that the next call is refused, and the sockets are closed.
/// </summary>
public sealed class Revocations
{
    public event Action<long, SessionId>? SessionEnded;

    /// <summary>It goes on, with another end and perhaps another cookie.</summary>
    public event Action<long, SessionId>? SessionRenewed;
    public event Action<long, TokenId>? TokenRevoked;
    public event Action<long>? AccountDisabled;

    /// <summary>The role changed: what was allowed a moment ago may not be any more.</summary>
    public event Action<long>? AccountChanged;

    public void EndSession(long userN, SessionId session) => SessionEnded?.Invoke(userN, session);
    public void RenewSession(long userN, SessionId session) => SessionRenewed?.Invoke(userN, session);
    public void RevokeToken(long userN, TokenId token) => TokenRevoked?.Invoke(userN, token);
    public void DisableAccount(long userN) => AccountDisabled?.Invoke(userN);
    public void ChangeAccount(long userN) => AccountChanged?.Invoke(userN);
}
