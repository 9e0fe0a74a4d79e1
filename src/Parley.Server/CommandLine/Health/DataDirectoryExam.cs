using System.Globalization;
using Parley.Server.CommandLine.Control;
using Parley.Storage;

namespace Parley.Server.CommandLine.Health;

/// <summary>The data directory: writable, on a disk of this machine, with room, and for its user only.</summary>
internal sealed class DataDirectoryExam(string directory, Findings findings)
{
    private const string Setting = "Parley:DataDirectory";
    private const long Gigabyte = 1L << 30;

    // SQLite's write-ahead log needs memory shared between processes, and its locks must be told the truth.
    private static readonly string[] OfNetworks = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "glusterfs", "afs", "fuse.sshfs", "fuse.s3fs", "fuse.rclone", "fuse.glusterfs", "lustre"];

    /// <summary>Whether a server runs on it.</summary>
    public bool ServerRuns { get; private set; }

    public async Task RunAsync(CancellationToken ct)
    {
        if (!IsWritable())
            return;

        ServerRuns = await ControlClient.IsThereAsync(directory, ct);
        if (!ServerRuns && IsLocked())
            findings.Error("data directory", $"\"{directory}\" is held by another process, which answers no control socket", Setting);

        LookAtDisk();
        LookAtRights();
        LookAtDatabase();
    }

    private bool IsWritable()
    {
        var there = directory;
        while (!Directory.Exists(there))
        {
            if (File.Exists(there) || Path.GetDirectoryName(there) is not { } above)
            {
                findings.Error("data directory", $"\"{there}\" is no directory", Setting);
                return false;
            }

            there = above;
        }

        var probe = Path.Combine(there, $".parley-doctor-{Guid.CreateVersion7():N}");
        try
        {
            File.WriteAllText(probe, "writable");
            File.Delete(probe);
            findings.Ok("data directory", there == directory ? $"\"{directory}\" can be written" : $"\"{directory}\" can be made");
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            findings.Error("data directory", $"\"{there}\" cannot be written: {exception.Message}", Setting);
            return false;
        }
    }

    private bool IsLocked()
    {
        var path = Path.Combine(directory, "parley.lock");
        try
        {
            if (File.Exists(path))
                new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();

            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private void LookAtDisk()
    {
        var drive = DriveInfo.GetDrives().Where(drive => $"{directory}/".StartsWith(drive.Name.TrimEnd('/') + "/", StringComparison.Ordinal))
            .MaxBy(drive => drive.Name.Length);
        if (drive is null)
            return;

        var kind = FileSystemOf(drive.Name) ?? drive.DriveFormat;
        if (OfNetworks.Contains(kind))
            findings.Error("disk", $"\"{directory}\" is on {kind}, a network file system: SQLite loses data there", Setting);
        else if (kind is "tmpfs" or "ramfs")
            findings.Warn("disk", $"\"{directory}\" is in memory ({kind}): a restart of the machine loses everything", Setting);

        var free = drive.AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / (double)Gigabyte:0.0} GB are free");
        if (free < Gigabyte / 10)
            findings.Error("disk", $"{text}: writes are about to be refused", Setting);
        else if (free < Gigabyte)
            findings.Warn("disk", text, Setting);
        else
            findings.Ok("disk", text);
    }

    // The framework's own name for a network drive is often just "fuse".
    private static string? FileSystemOf(string mount) => !File.Exists("/proc/self/mounts") ? null : File.ReadLines("/proc/self/mounts")
        .Select(line => line.Split(' ')).LastOrDefault(parts => parts.Length > 2 && parts[1] == (mount.Length > 1 ? mount.TrimEnd('/') : mount))?[2];

    private void LookAtRights()
    {
        if (OperatingSystem.IsWindows())
            return;

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        var keys = Path.Combine(directory, "keys");
        if (Directory.Exists(keys) && (File.GetUnixFileMode(keys) & Others) != 0)
            findings.Error("keys", $"others may read \"{keys}\" and sign in as anybody: chmod 700 it");
        var database = Path.Combine(directory, "parley.db");
        if (File.Exists(database) && (File.GetUnixFileMode(database) & UnixFileMode.OtherRead) != 0
            && (File.GetUnixFileMode(directory) & UnixFileMode.OtherExecute) != 0)
            findings.Warn("rights", $"every user of this machine may read the database: chmod 700 \"{directory}\"");
    }

    private void LookAtDatabase()
    {
        var file = Path.Combine(directory, "parley.db");
        if (!File.Exists(file))
            return;

        try
        {
            using var session = new SqliteSession(file, writes: false);
            var (made, known) = (Number(session, $"select max(number) from migrations"), Migrations.Newest);
            if (made > known)
                findings.Error("database", $"it was made by a newer version of Parley (migration {made}, this one knows {known})");
            else
                findings.Ok("database", $"{Number(session, $"select count(*) from messages")} messages, {Number(session, $"select count(*) from users")} users");

            var last = DateTimeOffset.FromUnixTimeMilliseconds(Number(session, $"select coalesce(max(created_at), 0) from messages"));
            if (last > TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1))
                findings.Error("clock", $"this machine's clock is behind: the last message is of {last:u}; have it set by NTP");
        }
        catch (Microsoft.Data.Sqlite.SqliteException exception)
        {
            findings.Error("database", $"it cannot be read: {exception.Message}");
        }
    }

    private static long Number(SqliteSession session, Sql sql) => session.TryFind(sql, row => row.Long(0), out var number) ? number : 0;
}
