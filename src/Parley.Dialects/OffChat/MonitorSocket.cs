using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.People;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Dialects.OffChat;

/// <summary>Tells the workspace's administrators who comes and goes, whether they share a conversation with them or not.</summary>
internal sealed class MonitorSocket(Caller caller, OffChatFormat format, Talk talk, ILogger logger) : OffChatSocket(caller, talk, logger)
{
    public override Ear Ear { get; } = new DeafEar(format);

    public static async Task Open(
        HttpContext http, SocketEntrance entrance, Monitors monitors, OffChatFormat format, Talk talk, ILogger<MonitorSocket> logger)
    {
        var caller = await entrance.RequireAsync(http);
        if (!caller.IsWorkspaceAdmin)
            throw new Refusal(Errors.Forbidden);

        monitors.Watch();
        await entrance.OpenAsync(http, new MonitorSocket(caller, format, talk, logger));
    }

    /// <summary>Hears nothing of conversations.</summary>
    internal sealed class DeafEar(WireFormat format) : Ear
    {
        public override WireFormat Format => format;

        public override long OnlyConversationN => -1;

        public override bool Hears(long conversationN, ChatEvent happened) => false;
    }
}

/// <summary>The sockets that are told who comes and goes; the first and the last device of a person count.</summary>
internal sealed class Monitors(SocketLife life, Switchboard switchboard, PersonCards cards, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Connection, bool> _open = new();
    private int _watches;

    /// <summary>Listens to sockets from the first monitor on: before, nobody pays for it.</summary>
    public void Watch()
    {
        if (Interlocked.Exchange(ref _watches, 1) == 1)
            return;

        life.Opened += Opened;
        life.Closed += Closed;
    }

    public void Add(Connection connection)
    {
        Watch();
        _open[connection] = true;
    }

    public void Remove(Connection connection) => _open.TryRemove(connection, out _);

    private void Opened(Connection connection)
    {
        if (connection.Ear is MonitorSocket.DeafEar)
            Add(connection);
        if (switchboard.Of(connection.Caller.UserN).Count == 1)
            Tell(connection, "online");
    }

    private void Closed(Connection connection, IReadOnlyList<long> conversations)
    {
        Remove(connection);
        if (switchboard.Of(connection.Caller.UserN).Count == 0)
            Tell(connection, "offline");
    }

    private void Tell(Connection connection, string action)
    {
        var who = connection.Caller;
        var listening = _open.Keys.Where(monitor => monitor != connection && monitor.Caller.WorkspaceN == who.WorkspaceN).ToList();
        if (listening.Count == 0)
            return;

        var frame = WireFrame.Of(
            new ActivityFrame("user_activity", new(Viewer.Text(who.UserN), cards.Recent(who.UserId).Username, action, clock.GetUtcNow())), OffChatJson.Wire.ActivityFrame);
        foreach (var monitor in listening)
            monitor.Send(frame);
    }
}
