using Parley.Access;
using Parley.Protocol;

namespace Parley.Realtime;

/// <summary>
/// Who here is listening? Sockets by person and by conversation. The publisher is the only one that delivers, so what it does to
/// an audience (somebody joins, somebody leaves) happens exactly at that event's place in the order.
/// </summary>
public sealed class Switchboard
{
    /// <summary>In larger conversations presence is asked for (GET /presence), not announced.</summary>
    public const int NeighbourhoodLimit = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Audience> _audiences = [];
    private readonly Dictionary<long, List<Connection>> _people = [];
    private long _round;

    public int Count { get; private set; }

    /// <summary>
    /// Lets a socket be known by its person. What happens to their memberships from here on is remembered until
    /// <see cref="Attach"/>, so that a removal between reading the memberships and attaching is not lost (P5).
    /// </summary>
    public void Register(Connection connection)
    {
        lock (_lock)
        {
            connection.Meanwhile = [];
            if (!_people.TryGetValue(connection.Caller.UserN, out var connections))
                _people[connection.Caller.UserN] = connections = [];

            connections.Add(connection);
            Count++;
        }
    }

    /// <summary>
    /// Lets a registered socket hear these conversations, read from the database after it was registered, and says so: whatever it
    /// hears comes after <paramref name="greeting"/>, and nothing that comes after it is missed.
    /// </summary>
    public void Attach(Connection connection, IEnumerable<long> conversations, byte[]? greeting)
    {
        lock (_lock)
        {
            var meanwhile = connection.Meanwhile ?? [];
            connection.Meanwhile = null;
            if (greeting is not null)
                connection.Send(greeting);

            foreach (var conversationN in conversations.Union(meanwhile.Keys))
            {
                if (meanwhile.GetValueOrDefault(conversationN, true))
                    Listen(connection, conversationN);
            }
        }
    }

    /// <summary>Forgets a socket; returns the conversations it heard.</summary>
    public IReadOnlyList<long> Remove(Connection connection)
    {
        lock (_lock)
        {
            if (!_people.TryGetValue(connection.Caller.UserN, out var connections) || !connections.Remove(connection))
                return [];

            Count--;
            if (connections.Count == 0)
                _people.Remove(connection.Caller.UserN);

            foreach (var conversationN in connection.Conversations)
                Unlisten(connection, conversationN);

            return connection.Conversations;
        }
    }

    /// <summary>The sockets of one person.</summary>
    public IReadOnlyList<Connection> Of(long userN)
    {
        lock (_lock)
            return _people.TryGetValue(userN, out var connections) ? [.. connections] : [];
    }

    /// <summary>The conversations that a person's sockets hear.</summary>
    public IReadOnlyList<long> ConversationsOf(long userN)
    {
        lock (_lock)
            return _people.TryGetValue(userN, out var connections) ? [.. connections.SelectMany(c => c.Conversations).Distinct()] : [];
    }

    /// <summary>Every socket.</summary>
    public IReadOnlyList<Connection> All()
    {
        lock (_lock)
            return [.. _people.Values.SelectMany(c => c)];
    }

    /// <summary>Tells an announcement to whoever listens, and lets people in before it and out after it. The publisher's alone.</summary>
    internal void Deliver(Announcement announcement)
    {
        lock (_lock)
        {
            foreach (var userN in announcement.Joining)
                Join(userN, announcement.ConversationN);

            if (_audiences.TryGetValue(announcement.ConversationN, out var audience))
            {
                Tell(audience, announcement);
                if (announcement.Seq > 0)
                    audience.Published(announcement.Seq);
            }

            if (announcement.Leaving is { } leaver)
                Leave(leaver, announcement.ConversationN, announcement.Seq);

            if (announcement.Ends && audience is not null)
                End(announcement.ConversationN, audience);
        }
    }

    internal void Deliver(PersonalAnnouncement announcement)
    {
        lock (_lock)
        {
            if (!_people.TryGetValue(announcement.UserN, out var connections))
                return;

            var frames = new AnnouncedFrames(new Announcement(0, default, 0, announcement.Event));
            foreach (var connection in connections.Where(c => c.Meanwhile is null))
                frames.Send(connection);
        }
    }

    internal void Deliver(NeighbourAnnouncement announcement)
    {
        lock (_lock)
        {
            _round++;
            var frames = new AnnouncedFrames(new Announcement(0, default, 0, announcement.Event));
            foreach (var conversationN in announcement.Conversations)
            {
                if (!_audiences.TryGetValue(conversationN, out var audience) || audience.Count > NeighbourhoodLimit)
                    continue;

                foreach (ref readonly var listener in audience.Listeners)
                {
                    var userN = listener.Connection.Caller.UserN;
                    if (listener.Connection.Round == _round || userN == announcement.UserN || announcement.Unseen?.Contains(userN) is true)
                        continue;

                    listener.Connection.Round = _round;
                    frames.Send(listener.Connection);
                }
            }
        }
    }

    /// <summary>
    /// Stops the live stream of a conversation for a socket that is about to be told from the log; says what it has heard live so far.
    /// Nothing when it does not listen to it.
    /// </summary>
    internal HeardSoFar? Hold(Connection connection, long conversationN)
    {
        lock (_lock)
        {
            if (!_audiences.TryGetValue(conversationN, out var audience) || !audience.Hears(connection))
                return null;

            if (connection.Told.GetValueOrDefault(conversationN) == Audience.CatchingUp)
                throw new Refusal(Errors.Busy, "This conversation is being resumed already.");

            connection.Told[conversationN] = Audience.CatchingUp;
            ref var listener = ref audience[connection];
            listener.After = Audience.CatchingUp;
            var from = listener.HeardFrom > 1 ? listener.HeardFrom : audience.FirstSeq;
            return audience.LastSeq >= from && from > 0
                ? new HeardSoFar(from, audience.LastSeq, listener.InPieces)
                : new HeardSoFar(0, 0, listener.InPieces);
        }
    }

    /// <summary>
    /// Lets the live stream go on after <paramref name="told"/>. Not yet when the log has more to tell first: something beyond it was
    /// published meanwhile, or the person was removed and has not been told so (<paramref name="toldOfRemoval"/>), or the removal
    /// that they were told of has not been published or was followed by a return.
    /// </summary>
    internal bool TryRelease(Connection connection, long conversationN, long told, bool toldOfRemoval)
    {
        lock (_lock)
        {
            var hears = _audiences.TryGetValue(conversationN, out var audience) && audience.Hears(connection);
            if (hears == toldOfRemoval || (hears && audience!.LastSeq > told))
                return false;

            connection.Told.Remove(conversationN);
            if (hears)
                audience![connection].After = told;

            return true;
        }
    }

    private static void Tell(Audience audience, Announcement announcement)
    {
        if (audience.Count == 0)
            return;

        var frames = new AnnouncedFrames(announcement);
        var seq = announcement.Seq > 0 ? announcement.Seq : Audience.CatchingUp - 1;   // what passes is not in the log: nobody skips it
        foreach (ref readonly var listener in audience.Listeners)
        {
            if (seq > listener.After && listener.Connection.Caller.UserN is var userN
                && (userN != announcement.Except || listener.Connection.Ear is { Format.EchoesOneself: true })
                && announcement.Unseen?.Contains(userN) is not true)
                frames.Send(listener.Connection);
        }
    }

    private void Join(long userN, long conversationN)
    {
        if (!_people.TryGetValue(userN, out var connections))
            return;

        foreach (var connection in connections)
        {
            if (connection.Meanwhile is { } meanwhile)
                meanwhile[conversationN] = true;
            else
                Listen(connection, conversationN);
        }
    }

    private void Leave(long userN, long conversationN, long seq)
    {
        if (!_people.TryGetValue(userN, out var connections))
            return;

        foreach (var connection in connections)
        {
            connection.Meanwhile?[conversationN] = false;
            if (!connection.Conversations.Remove(conversationN))
                continue;

            // Told beyond its removal, it is back by then; otherwise it is remembered that it heard only pieces live.
            if (_audiences.TryGetValue(conversationN, out var audience))
                connection.Told[conversationN] = audience[connection].After > seq ? audience[connection].After : Audience.Gone;

            Unlisten(connection, conversationN);
        }
    }

    private void End(long conversationN, Audience audience)
    {
        foreach (ref readonly var listener in audience.Listeners)
            listener.Connection.Conversations.Remove(conversationN);

        _audiences.Remove(conversationN);
    }

    private void Listen(Connection connection, long conversationN)
    {
        if (connection.Ear is { OnlyConversationN: not 0 and var only } && only != conversationN)
            return;

        if (!_audiences.TryGetValue(conversationN, out var audience))
            _audiences[conversationN] = audience = new Audience();

        if (!audience.Add(connection))
            return;

        connection.Conversations.Add(conversationN);
        if (!connection.HasTold || !connection.Told.TryGetValue(conversationN, out var told))
            return;

        // Removed and back while it was told from the log, or told of both before they were published.
        ref var listener = ref audience[connection];
        listener.InPieces = true;
        listener.After = Math.Max(0, told);
        if (told != Audience.CatchingUp)
            connection.Told.Remove(conversationN);
    }

    private void Unlisten(Connection connection, long conversationN)
    {
        if (_audiences.TryGetValue(conversationN, out var audience) && audience.Remove(connection) && audience.Count == 0)
            _audiences.Remove(conversationN);
    }
}

/// <summary>
/// The stretch of numbers that a socket has heard live; zeros when none. In pieces when its person was removed and came back
/// meanwhile: then nobody remembers which numbers before the return it has heard.
/// </summary>
internal readonly record struct HeardSoFar(long From, long To, bool InPieces);
