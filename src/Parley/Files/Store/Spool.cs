using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Files.Store;

/// <summary>
/// Where uploads grow until they are whole: one part a file, named by an id of ours. Nothing is held in memory but one buffer an upload.
/// </summary>
public sealed class Spool
{
    private const int Buffer = 64 * 1024;
    private const int LookAtDiskEvery = 4 * 1024 * 1024;
    private const string Resumable = ".tus";
    private const string Direct = ".part";

    private readonly string _root;
    private readonly long _keepFree;
    private readonly ConcurrentDictionary<FileId, bool> _taken = new();

    public Spool(DataDirectory data, FilesSettings settings)
    {
        _root = Directory.CreateDirectory(Path.Combine(data.Root, "uploads")).FullName;
        _keepFree = settings.KeepFreeBytes;

        // The process that was writing these is gone: only one has the directory.
        foreach (var left in Directory.EnumerateFiles(_root).Where(path => !path.EndsWith(Resumable, StringComparison.Ordinal)))
            File.Delete(left);
    }

    public string PartOf(FileId id) => Path.Combine(_root, $"{id.Value:N}{Direct}");

    public string ResumableOf(FileId id) => Path.Combine(_root, $"{id.Value:N}{Resumable}");

    /// <summary>How far a resumable upload has come: what is on disk is the truth, also after a crash.</summary>
    public static long LengthOf(string path) => new FileInfo(path) is { Exists: true, Length: var length } ? length : 0;

    /// <summary>Lets one at a time write to a resumable upload; nothing when another does.</summary>
    public IDisposable? TryTake(FileId id) => _taken.TryAdd(id, true) ? new Turn(this, id) : null;

    /// <summary>Parts of resumable uploads, by their id and age.</summary>
    public IEnumerable<(FileId Id, string Path, DateTimeOffset At)> Parts() =>
        from file in new DirectoryInfo(_root).EnumerateFiles("*" + Resumable)
        where Guid.TryParseExact(Path.GetFileNameWithoutExtension(file.Name), "N", out _)
        select (FileId.Of(Guid.ParseExact(Path.GetFileNameWithoutExtension(file.Name), "N")), file.FullName, (DateTimeOffset)file.LastWriteTimeUtc);

    /// <summary>
    /// Writes what comes to the end of the part, up to <paramref name="limit"/> bytes and not one more, whatever a length in a header says.
    /// What came before a cut stays.
    /// </summary>
    /// <exception cref="Refusal"><paramref name="beyond"/> when more comes than may; <c>storage_full</c>.</exception>
    public async Task<long> ReceiveAsync(Stream source, string path, long limit, Error beyond, IncrementalHash? hash, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Buffer);
        try
        {
            RequireRoom();
            await using var part = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate, Access = System.IO.FileAccess.Write, Share = FileShare.Read, BufferSize = 0, Options = FileOptions.Asynchronous,
            });
            part.Position = part.Length;
            var received = 0L;
            var looked = 0L;
            for (int read; (read = await source.ReadAsync(buffer.AsMemory(0, Buffer), ct)) > 0; received += read)
            {
                if (read > limit - received)
                    throw new Refusal(beyond);

                await part.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
                hash?.AppendData(buffer, 0, read);
                if (received - looked >= LookAtDiskEvery)
                {
                    RequireRoom();
                    looked = received;
                }
            }

            return received;
        }
        catch (IOException exception) when (IsFull(exception))
        {
            throw new Refusal(Errors.StorageFull);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Whether the disk, or somebody's share of it, has no byte left.</summary>
    public static bool IsFull(IOException exception) => exception.HResult is 28 or 122 or unchecked((int)0x80070070) or unchecked((int)0x80070027);

    // Files must not take the last room: messages need some, and the database stops without any.
    private void RequireRoom()
    {
        if (_keepFree > 0 && new DriveInfo(_root).AvailableFreeSpace < _keepFree)
            throw new Refusal(Errors.StorageFull);
    }

    private sealed class Turn(Spool spool, FileId id) : IDisposable
    {
        public void Dispose() => spool._taken.TryRemove(id, out _);
    }
}
