using System.Text;

namespace Parley.Server.CommandLine.Control;

/// <summary>
/// Where the control socket of a data directory is: <c>control/socket</c> in it, in a folder that only the server's own user may enter.
/// That permission is the whole sign-in. A path too long for a socket (108 bytes) stands in a temporary folder instead, named by a file.
/// </summary>
internal static class ControlAddress
{
    private const int LongestPath = 100;
    private const UnixFileMode OnlyOurs = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder inside a data directory; no part of a backup.</summary>
    public const string Folder = "control";

    public static string? Find(string dataDirectory)
    {
        var folder = Path.Combine(dataDirectory, Folder);
        var (direct, named) = (Path.Combine(folder, "socket"), Path.Combine(folder, "address"));
        return File.Exists(named) ? File.ReadAllText(named) : File.Exists(direct) ? direct : null;
    }

    /// <summary>Makes the folder anew and says where to listen. Only whoever holds the data directory's lock may call it.</summary>
    public static string Make(string dataDirectory)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Who may use a socket is not told by permissions on Windows.");

        var folder = Path.Combine(dataDirectory, Folder);
        Remove(dataDirectory);
        Directory.CreateDirectory(folder, OnlyOurs);
        var direct = Path.Combine(folder, "socket");
        if (Encoding.UTF8.GetByteCount(direct) <= LongestPath)
            return direct;

        var elsewhere = Path.Combine(Directory.CreateTempSubdirectory("parley-").FullName, "socket");   // made for its user only
        File.WriteAllText(Path.Combine(folder, "address"), elsewhere);
        return elsewhere;
    }

    public static void Remove(string dataDirectory)
    {
        if (Find(dataDirectory) is { } socket && !socket.StartsWith(dataDirectory, StringComparison.Ordinal)
            && Path.GetDirectoryName(socket) is { } elsewhere && Directory.Exists(elsewhere))
            Directory.Delete(elsewhere, recursive: true);

        var folder = Path.Combine(dataDirectory, Folder);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
