using System.Collections.Concurrent;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>
/// Active memberships that were asked for lately. The publisher empties it in the order of events and before the change is
/// acknowledged, so nobody is let in after their removal was confirmed.
/// </summary>
public sealed class MembershipCache
{
    // About 150 bytes each. Beyond this all are forgotten: the next question costs one query.
    private const int Kept = 200_000;

    private readonly ConcurrentDictionary<(Guid Conversation, long UserN), Membership> _known = new();
    private readonly Lock _changing = new();
    private long _changes;

    /// <summary>Where the cache stands: handed to <see cref="Keep"/> after the query.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    public Membership? Find(ConversationId conversation, long userN) => _known.GetValueOrDefault((conversation.Value, userN));

    /// <summary>Remembers what a query found, unless something changed since <paramref name="changesBefore"/>.</summary>
    public void Keep(Membership membership, long userN, long changesBefore)
    {
        lock (_changing)   // looked at and kept in one step: an outdated one is never found, not even for a moment
        {
            if (_changes != changesBefore)
                return;
            if (_known.Count >= Kept)
                _known.Clear();

            _known[(membership.ConversationId.Value, userN)] = membership;
        }
    }

    public void Forget(ConversationId conversation, long userN)
    {
        lock (_changing)
        {
            _changes++;
            _known.TryRemove((conversation.Value, userN), out _);
        }
    }

    public void ForgetConversation(ConversationId conversation)
    {
        lock (_changing)
        {
            _changes++;
            foreach (var key in _known.Keys.Where(k => k.Conversation == conversation.Value))
                _known.TryRemove(key, out _);
        }
    }
}
