using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Parley.Server.CommandLine.Archive;

/// <summary>Reads an archive through, once: every file by its hash against the manifest at the end. Writes what it reads when told where to.</summary>
internal static class ArchiveReader
{
    private const UnixFileMode OurFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OurFolder = OurFile | UnixFileMode.UserExecute;

    /// <param name="archive">The .tar.gz.</param>
    /// <param name="target">An empty folder; nothing to only look.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="CommandFailedException">It is none of ours, is cut off, or a file is not what was packed.</exception>
    public static async Task<Manifest> ReadAsync(Stream archive, string? target, CancellationToken ct)
    {
        try
        {
            return await ReadAllAsync(archive, target, ct);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException or System.Text.Json.JsonException)
        {
            throw new CommandFailedException($"The archive is damaged or none of Parley's: {exception.Message}");
        }
    }

    private static async Task<Manifest> ReadAllAsync(Stream archive, string? target, CancellationToken ct)
    {
        var found = new Dictionary<string, ArchivedFile>();
        Manifest? manifest = null;
        await using var unpacked = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
        await using var tar = new TarReader(unpacked);
        while (await tar.GetNextEntryAsync(copyData: false, ct) is { } entry)
        {
            if (manifest is not null || entry.EntryType != TarEntryType.RegularFile || !IsPlain(entry.Name))
                throw new CommandFailedException($"The archive holds what no backup holds: \"{entry.Name}\".");

            var content = entry.DataStream ?? Stream.Null;   // an empty file has none
            if (entry.Name == Manifest.FileName)
                manifest = Manifest.From(content);
            else
                found.Add(entry.Name, await TakeAsync(entry.Name, content, target, ct));
        }

        Compare(manifest, found);
        return manifest!;
    }

    private static void Compare(Manifest? manifest, Dictionary<string, ArchivedFile> found)
    {
        if (manifest is null)
            throw new CommandFailedException("The archive has no manifest: it was cut off.");
        if (manifest.Format > Manifest.CurrentFormat)
            throw new CommandFailedException($"The archive was made by a newer version ({manifest.Version}): restore it with that one.");
        foreach (var file in manifest.Files)
        {
            if (!found.Remove(file.Path, out var there))
                throw new CommandFailedException($"The archive lacks {file.Path}.");
            if (there != file)
                throw new CommandFailedException($"{file.Path} is not what was packed: its hash differs.");
        }

        if (found.Count > 0)
            throw new CommandFailedException($"{found.Keys.First()} is not in the manifest.");
        if (manifest.Files.All(file => file.Path != Manifest.Database))
            throw new CommandFailedException("The archive holds no database.");
    }

    private static async Task<ArchivedFile> TakeAsync(string path, Stream content, string? target, CancellationToken ct)
    {
        await using var file = target is null ? Stream.Null : Create(target, path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        var size = 0L;
        while (await content.ReadAsync(buffer, ct) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
            size += read;
        }

        if (file is FileStream written)
            written.Flush(flushToDisk: true);

        return new(path, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static FileStream Create(string target, string path)
    {
        var full = Path.Combine(target, path);
        var folder = Path.GetDirectoryName(full)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return new FileStream(full, FileMode.CreateNew, FileAccess.Write);
        }

        Directory.CreateDirectory(folder, OurFolder);
        return new FileStream(full, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OurFile });
    }

    // A path that stays inside, whatever system reads it.
    private static bool IsPlain(string path) =>
        path.Length is > 0 and < 1000 && path[0] != '/' && !path.Contains('\\', StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal)
        && path.Split('/').All(part => part is not ("" or "." or ".."));
}
