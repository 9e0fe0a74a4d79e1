using Parley.Presence;
using Parley.Realtime;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Server;

/// <summary>
/// The order of starting and stopping. Starting: schema, first workspace, then ready. Stopping: sockets are told 1001 (by the door,
/// at ApplicationStopping), what was accepted is committed and told, and only then the process ends.
/// </summary>
internal sealed class Lifecycle(
    Database database, EventPublisher publisher, Heartbeats heartbeats, PresenceBoard presence, SocketLife life, FirstWorkspace first,
    Readiness readiness) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        life.Opened += presence.Opened;
        life.Closed += presence.Closed;
        await first.MakeAsync(cancellationToken);
        readiness.Started = true;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        readiness.Started = false;
        heartbeats.Dispose();
        await database.StopAsync();
        publisher.Dispose();
    }
}
