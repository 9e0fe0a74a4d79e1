namespace Parley.Realtime;

/// <summary>Tells rooms that sockets come and go (presence listens).</summary>
public sealed class SocketLife
{
    public event Action<Connection>? Opened;

    /// <summary>With the conversations that the socket heard.</summary>
    public event Action<Connection, IReadOnlyList<long>>? Closed;

    internal void SayOpened(Connection connection) => Opened?.Invoke(connection);

    internal void SayClosed(Connection connection, IReadOnlyList<long> conversations) => Closed?.Invoke(connection, conversations);
}
