using System.Collections.Concurrent;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>
/// Who stands behind a credential, so that a request costs no query. Emptied by <see cref="Revocations"/> before the one who revoked
/// gets the answer.
/// </summary>
public sealed class CallerCache
{
    private const int Kept = 200_000;

    private readonly ConcurrentDictionary<object, Known> _known = new();
    private readonly Lock _turn = new();
    private int _changes;

    public CallerCache(Revocations revocations)
    {
        revocations.SessionEnded += (userN, session) => Forget(caller => caller.UserN == userN && caller.SessionId == session);
        revocations.SessionRenewed += (userN, session) => Forget(caller => caller.UserN == userN && caller.SessionId == session);
        revocations.TokenRevoked += (userN, token) => Forget(caller => caller.UserN == userN && caller.TokenId == token);
        revocations.AccountDisabled += userN => Forget(caller => caller.UserN == userN);
        revocations.AccountChanged += userN => Forget(caller => caller.UserN == userN);
    }

    /// <summary>Counts what was forgotten: whoever looks something up takes the count before.</summary>
    internal int Changes => Volatile.Read(ref _changes);

    internal Known? Find(object credential) => _known.GetValueOrDefault(credential);

    /// <summary>Keeps what was looked up, unless something was revoked meanwhile: it might have been this.</summary>
    internal void Keep(object credential, Known known, int changes)
    {
        lock (_turn)
        {
            if (changes != _changes)
                return;
            if (_known.Count >= Kept)
                _known.Clear();
            _known[credential] = known;
        }
    }

    private void Forget(Func<Caller, bool> which)
    {
        lock (_turn)
        {
            _changes++;
            foreach (var (credential, known) in _known)
            {
                if (which(known.Caller))
                    _known.TryRemove(credential, out _);
            }
        }
    }

    /// <summary>A caller; for a trusted issuer's also what its claims said, and when.</summary>
    internal sealed record Known(Caller Caller, string? Name = null, WorkspaceRole? Role = null, DateTimeOffset AsOf = default);

    /// <summary>A token or a cookie by its hash.</summary>
    internal sealed record HashKey(UInt128 Hash)
    {
        public HashKey(byte[] hash)
            : this(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash))
        {
        }
    }

    /// <summary>A host application's user.</summary>
    internal sealed record ExternalKey(long WorkspaceN, string ExternalId);
}
