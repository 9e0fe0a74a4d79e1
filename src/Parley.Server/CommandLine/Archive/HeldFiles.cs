using System.Runtime.InteropServices;
using Parley.Server.CommandLine.Control;

namespace Parley.Server.CommandLine.Archive;

/// <summary>
/// Holds the uploads and keys of a data directory by second names (hard links), so that what the database names at the moment of its copy
/// is still there when it is archived, whatever is deleted meanwhile. Costs no space. Where the disk knows no links, the files themselves.
/// </summary>
internal sealed class HeldFiles(string root) : IDisposable
{
    // The database is copied; the lock, the control socket and drafts of half-written files belong to the process.
    private static readonly string[] NotHeld = ["parley.db", "parley.db-wal", "parley.db-shm", "parley.db-journal", "parley.lock"];

    private readonly Dictionary<string, string> _held = [];   // path inside → where it is held

    /// <summary>The folder of this backup: also room for the copy of the database.</summary>
    public string Folder { get; } = Directory.CreateDirectory(Path.Combine(root, $"backup-{Guid.CreateVersion7():N}")).FullName;

    public IEnumerable<(string Path, string HeldAt)> All => _held.OrderBy(held => held.Key, StringComparer.Ordinal).Select(held => (held.Key, held.Value));

    /// <summary>Holds what is there now and was not held before. Called before the copy of the database and after it.</summary>
    public void Hold()
    {
        foreach (var file in new DirectoryInfo(root).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            var path = Path.GetRelativePath(root, file.FullName).Replace('\\', '/');
            if (NotHeld.Contains(path) || path.StartsWith("backup-", StringComparison.Ordinal) || path.StartsWith("restore-", StringComparison.Ordinal)
                || path.StartsWith($"{ControlAddress.Folder}/", StringComparison.Ordinal) || _held.ContainsKey(path))
                continue;

            var second = Path.Combine(Folder, $"{_held.Count}.held");
            if (OperatingSystem.IsWindows() || Link(file.FullName, second) != 0)
                second = file.FullName;
            if (File.Exists(second))
                _held.Add(path, second);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // Paths are UTF-8 on every Unix; .NET 10 has no call of its own for this.
    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string second);
}
