using System.Collections.Concurrent;
using Parley.Access;
using Parley.Moderation;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Presence;

/// <summary>
/// Who is reachable, merged over each person's devices, in memory only. Changes are told once a second at most, and only to people
/// who share a conversation of at most 500: that is what keeps a reconnect storm from becoming a presence storm.
/// </summary>
public sealed class PresenceBoard : IDisposable
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private const int LastSeenKept = 200_000;

    private readonly Switchboard _switchboard;
    private readonly EventPublisher _publisher;
    private readonly UserNumbers _users;
    private readonly Blocks _blocks;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<long, IReadOnlyList<long>> _changed = new();
    private readonly ConcurrentDictionary<long, (PresenceStatus Status, ConversationId? Current)> _told = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset> _lastSeen = new();
    private readonly ITimer _timer;

    public PresenceBoard(Switchboard switchboard, EventPublisher publisher, UserNumbers users, Blocks blocks, TimeProvider clock)
    {
        (_switchboard, _publisher, _users, _blocks, _clock) = (switchboard, publisher, users, blocks, clock);
        blocks.Changed += (one, other) => _ = ShowAgainAsync(one, other);
        _timer = clock.CreateTimer(_ => _ = TellAsync(), null, Round, Round);
    }

    public void Opened(Connection connection) => Changed(connection.Caller.UserN, connection.Conversations);

    /// <summary>A socket ended; <paramref name="conversations"/> are those it heard, whose members may care.</summary>
    public void Closed(Connection connection, IReadOnlyList<long> conversations)
    {
        if (_lastSeen.Count >= LastSeenKept)
            _lastSeen.Clear();

        _lastSeen[connection.Caller.UserN] = _clock.GetUtcNow();
        Changed(connection.Caller.UserN, conversations);
    }

    /// <summary>Somebody said how reachable they are, on one device or, over REST, on all of them.</summary>
    public void Set(Caller caller, IEnumerable<Connection> devices, UpdatePresence said)
    {
        foreach (var device in devices)
        {
            device.Presence = said.Status;
            device.CurrentConversation = said.CurrentConversationId;
        }

        Changed(caller.UserN, _switchboard.ConversationsOf(caller.UserN));
    }

    public PresenceView Of(long userN, UserId userId)
    {
        var (status, current) = Merge(userN);
        return new PresenceView(
            userId, status, status == PresenceStatus.Offline && !_lastSeen.ContainsKey(userN) ? null : LastSeen(userN, status), current);
    }

    public void Dispose() => _timer.Dispose();

    private void Changed(long userN, IReadOnlyList<long> conversations) =>
        _changed.AddOrUpdate(userN, _ => [.. conversations], (_, before) => before.Count >= conversations.Count ? before : [.. conversations]);

    // Busy on one device is busy; otherwise reachable anywhere is online; otherwise away. No device, or only hidden ones: offline.
    private (PresenceStatus Status, ConversationId? Current) Merge(long userN)
    {
        var devices = _switchboard.Of(userN);
        var said = devices.Select(d => d.Presence).ToHashSet();
        var status = said.Contains(PresenceStatus.Busy) ? PresenceStatus.Busy
            : said.Contains(PresenceStatus.Online) ? PresenceStatus.Online
            : said.Contains(PresenceStatus.Away) ? PresenceStatus.Away
            : PresenceStatus.Offline;
        return (status, status == PresenceStatus.Offline ? null : devices.Select(d => d.CurrentConversation).FirstOrDefault(c => c is not null));
    }

    private DateTimeOffset LastSeen(long userN, PresenceStatus status) =>
        status == PresenceStatus.Offline ? _lastSeen[userN] : _clock.GetUtcNow();

    // Each learns at once that the other is gone, or is there again, if they could see each other at all.
    private async Task ShowAgainAsync(long one, long other)
    {
        var isHidden = (await _blocks.OfAsync(one)).IsWith(other);
        if (!_switchboard.ConversationsOf(one).Intersect(_switchboard.ConversationsOf(other)).Any())
            return;

        foreach (var (seen, by) in new[] { (one, other), (other, one) })
        {
            var (status, current) = Merge(seen);
            if (status != PresenceStatus.Offline)
                _publisher.PublishPassing(new PersonalAnnouncement(by, isHidden
                    ? new PresenceChanged(await _users.IdAsync(seen), PresenceStatus.Offline, _clock.GetUtcNow())
                    : new PresenceChanged(await _users.IdAsync(seen), status, _clock.GetUtcNow(), current)));
        }
    }

    private async Task TellAsync()
    {
        foreach (var userN in _changed.Keys)
        {
            if (!_changed.TryRemove(userN, out var conversations))
                continue;

            var now = Merge(userN);
            if (_told.GetValueOrDefault(userN) == now)
                continue;   // went and came back within the second: nothing happened

            if (now.Status == PresenceStatus.Offline)
                _told.TryRemove(userN, out _);
            else
                _told[userN] = now;

            var lastSeen = now.Status == PresenceStatus.Offline && !_lastSeen.ContainsKey(userN) ? _clock.GetUtcNow() : LastSeen(userN, now.Status);
            _publisher.PublishPassing(new NeighbourAnnouncement(
                userN, conversations, new PresenceChanged(await _users.IdAsync(userN), now.Status, lastSeen, now.Current))
            {
                Unseen = (await _blocks.OfAsync(userN)).Everybody,
            });
        }
    }
}
