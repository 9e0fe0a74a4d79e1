namespace Parley.Realtime;

/// <summary>
/// Who here listens to one conversation. Guarded by the switchboard's lock. Each listener has a number after which it hears, so
/// that one that is catching up from the log is passed over and nothing is told twice.
/// </summary>
internal sealed class Audience
{
    /// <summary>A listener that is catching up hears nothing live.</summary>
    public const long CatchingUp = long.MaxValue;

    /// <summary>Said of a socket whose person was removed while it was open.</summary>
    public const long Gone = -1;

    private Listener[] _listeners = [];

    public int Count { get; private set; }

    /// <summary>The first number published since somebody listens; 0 before.</summary>
    public long FirstSeq { get; private set; }

    /// <summary>The last number published since somebody listens; 0 before.</summary>
    public long LastSeq { get; private set; }

    public ReadOnlySpan<Listener> Listeners => _listeners.AsSpan(0, Count);

    public bool Add(Connection connection)
    {
        if (IndexOf(connection) >= 0)
            return false;

        if (Count == _listeners.Length)
            Array.Resize(ref _listeners, Math.Max(2, Count * 2));

        _listeners[Count++] = new Listener(connection) { HeardFrom = LastSeq + 1 };
        return true;
    }

    public bool Remove(Connection connection)
    {
        var index = IndexOf(connection);
        if (index < 0)
            return false;

        _listeners[index] = _listeners[--Count];
        _listeners[Count] = default;
        return true;
    }

    public bool Hears(Connection connection) => IndexOf(connection) >= 0;

    public ref Listener this[Connection connection] => ref _listeners[IndexOf(connection)];

    public void Published(long seq)
    {
        if (FirstSeq == 0)
            FirstSeq = seq;

        LastSeq = Math.Max(LastSeq, seq);
    }

    private int IndexOf(Connection connection)
    {
        for (var i = 0; i < Count; i++)
        {
            if (ReferenceEquals(_listeners[i].Connection, connection))
                return i;
        }

        return -1;
    }
}

/// <summary>One socket's place in an audience.</summary>
internal struct Listener(Connection connection)
{
    public readonly Connection Connection = connection;

    /// <summary>It hears numbers above this one; what it got from the log is not told again.</summary>
    public long After;

    /// <summary>The first number it could hear live (1 when nothing had been published before it came).</summary>
    public long HeardFrom;

    /// <summary>Its person was removed and came back while it was open.</summary>
    public bool InPieces;
}
