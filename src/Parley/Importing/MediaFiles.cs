using Parley.Access;
using Parley.Files;
using Parley.Protocol;
using Parley.Workspaces;

namespace Parley.Importing;

/// <summary>Finds the files that messages name, below the media directory and nowhere else, and brings them into the store.</summary>
internal sealed class MediaFiles(FilesForImport store, WorkspaceRow workspace, string stage, string? media)
{
    private readonly string? _media = media is null ? null : Real(Path.GetFullPath(media));

    /// <summary>The file in the store; nothing where it cannot be had, which is counted.</summary>
    public async Task<ArrivedFile?> TakeAsync(ImportedFile file, long senderN, UserId sender, ImportTally tally, CancellationToken ct)
    {
        var (path, why) = file.IsMade ? (Path.Combine(stage, Path.GetFileName(file.Path)), "") : Find(file.Path);
        if (path is null)
        {
            tally.Skipped(ImportKind.File, why, CleanText.Of(file.Path));
            return null;
        }

        try
        {
            await using var content = new FileStream(path, FileMode.Open, System.IO.FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            var (n, kind) = await store.KeepAsync(new Caller(sender, senderN, workspace.Id, workspace.N, WorkspaceRole.Member), content, file.Name, ct);
            return new(file.Key, n, kind, file.IsMade);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or FileNotFoundException
            || (exception is Refusal { Error: var error } && error != Errors.StorageFull && error != Errors.StorageFailed && error != Errors.Busy))
        {
            Refused(file, exception is Refusal refusal ? refusal.Message : "it cannot be read", tally);
            return null;
        }
    }

    private static void Refused(ImportedFile file, string why, ImportTally tally)
    {
        if (file.IsMade)
            tally.Changed(ImportKind.Message, $"the whole of a long text could not be kept: {why}", file.Message);
        else
            tally.Skipped(ImportKind.File, why, CleanText.Of(file.Path));
    }

    private (string? Path, string Why) Find(string named)
    {
        if (_media is null)
            return (null, "no --media was named");
        if (named.Length == 0 || named.Contains('\0', StringComparison.Ordinal))
            return (null, "there is no such file below --media");

        foreach (var relative in Below(named))
        {
            var path = Path.GetFullPath(Path.Combine(_media, relative));
            if (!path.StartsWith(_media + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                return (null, "its path leads out of --media");
            if (!File.Exists(path))
                continue;

            return Real(path).StartsWith(_media + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? (path, "") : (null, "its path leads out of --media");
        }

        return (null, "there is no such file below --media");
    }

    // Django stores "chat/a.png"; where an address was stored it is "/media/chat/a.png", or that of another machine.
    private static IEnumerable<string> Below(string named)
    {
        if (named.Contains("://", StringComparison.Ordinal))
            named = Uri.TryCreate(named, UriKind.Absolute, out var address) ? Uri.UnescapeDataString(address.AbsolutePath) : named;

        var path = named.Replace('\\', '/').TrimStart('/');
        yield return path;
        if (path.StartsWith("media/", StringComparison.Ordinal))
            yield return path["media/".Length..];
    }

    /// <summary>Without links on the way.</summary>
    private static string Real(string path)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            FileSystemInfo here = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (here.Exists && here.ResolveLinkTarget(returnFinalTarget: true) is { } target)
                real = target.FullName;
        }

        return real;
    }
}
