using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;
using Parley.Telemetry;

namespace Parley.Admin;

/// <summary>What the running server knows of itself: who is connected, how long delivery takes, how much room there is.</summary>
public sealed class ServerFigures(Database database, CountingChore counting, Switchboard switchboard, DataDirectory directory, Figures figures)
{
    // More than this is counted by the chore itself, piece by piece, while the page shows what is counted so far.
    private const long SoonCounted = 10_000;

    /// <summary>Counts what little is new, so that whoever looks sees it.</summary>
    public async ValueTask CatchUpAsync(CancellationToken ct)
    {
        if (database.State == StorageState.Ready && await CountingChore.BehindAsync(database, ct) is > 0 and <= SoonCounted)
            await counting.RunNowAsync(ct);
    }

    public long LiveConnections(long workspaceN) => switchboard.All().Count(connection => connection.Caller.WorkspaceN == workspaceN);

    /// <summary>Send to socket write over the last minutes; nothing until something was delivered.</summary>
    public LatencyFigures? Delivery => figures.Messages.Delivery.Recent() is { Count: > 0 } recent
        ? new(recent.Count, recent.P50.TotalMilliseconds, recent.P95.TotalMilliseconds, recent.P99.TotalMilliseconds)
        : null;

    public StorageFigures Storage(long uploadBytes) => new(
        Size(directory.DatabaseFile), Size($"{directory.DatabaseFile}-wal"), uploadBytes, new DriveInfo(Path.GetFullPath(directory.Root)).AvailableFreeSpace);

    private static long Size(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
