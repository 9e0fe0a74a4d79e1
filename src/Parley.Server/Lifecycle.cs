using Parley.Presence;
using Parley.Realtime;
using Parley.Storage;
using Parley.Upkeep;
using Parley.Workspaces;

namespace Parley.Server;

/// <summary>
/// The order of starting and stopping. Starting: schema, first workspace, then ready. Stopping: sockets are told 1001, what
/// was accepted is committed and told, and only then the process ends.
/// </summary>
internal sealed class Lifecycle(
    Database database, EventPublisher publisher, Heartbeats heartbeats, PresenceBoard presence, SocketLife life, SocketDoor door,
    FirstWorkspace first, Chores chores, Readiness readiness) : IHostedLifecycleService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        life.Opened += presence.Opened;
        life.Closed += presence.Closed;
        await first.MakeAsync(cancellationToken);
        chores.Start();
        readiness.Started = true;
    }

    // Before the web server stops: it waits for its connections, and sockets end only when they are told to.
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Started = false;
        door.EndAll();
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await chores.StopAsync();
        heartbeats.Dispose();
        await database.StopAsync();

        // The last chore's write may have been acknowledged here, on the publishing thread: that cannot wait for its own end.
        await Task.Run(publisher.Dispose, CancellationToken.None);
    }
}
