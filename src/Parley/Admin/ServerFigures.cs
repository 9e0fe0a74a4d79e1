using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>What the running server knows of itself: who is connected, how long delivery takes, how much room there is.</summary>
public sealed class ServerFigures(Database database, CountingChore counting, Switchboard switchboard, DataDirectory directory)
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

    /// <summary>Nothing until something was delivered. The seam for the observability's histogram of send to socket write.</summary>
    public LatencyFigures? Delivery { get; init; }

    public StorageFigures Storage(long uploadBytes) => new(
        Size(directory.DatabaseFile), Size($"{directory.DatabaseFile}-wal"), uploadBytes, new DriveInfo(Path.GetFullPath(directory.Root)).AvailableFreeSpace);

    private static long Size(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
