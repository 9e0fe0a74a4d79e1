using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Parley.Storage;
using Parley.Telemetry;

namespace Parley.Server.CommandLine.Archive;

/// <summary>
/// Writes a backup as it streams: the database as one commit left it, uploads, keys, and at the end the manifest with every hash. Made while
/// the server runs; whatever was acknowledged before it began is in it.
/// </summary>
internal sealed class ArchiveWriter(SqliteDatabase database, DataDirectory data, TimeProvider clock)
{
    private const UnixFileMode OnlyOurs = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public async Task<Manifest> WriteAsync(Stream archive, CancellationToken ct)
    {
        using var held = new HeldFiles(data.Root);
        var copy = Path.Combine(held.Folder, "copy.db");
        held.Hold();
        await Task.Run(() => database.CopyTo(copy), ct);
        held.Hold();   // what came between; a file is on disk before the row that names it

        var files = new List<ArchivedFile>();
        await using var packed = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(packed, TarEntryFormat.Pax);
        files.Add(await AddAsync(tar, Manifest.Database, copy, ct));
        foreach (var (path, heldAt) in held.All)
            files.Add(await AddAsync(tar, path, heldAt, ct));

        var (migration, counts) = await Task.Run(() => ArchivedDatabase.Read(copy), ct);
        var manifest = new Manifest(Manifest.CurrentFormat, Figures.Version, clock.GetUtcNow(), migration, counts, files);
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, Manifest.FileName)
        {
            DataStream = new MemoryStream(manifest.ToBytes()), Mode = OnlyOurs, ModificationTime = manifest.MadeAt,
        }, ct);
        return manifest;
    }

    private async Task<ArchivedFile> AddAsync(TarWriter tar, string path, string file, CancellationToken ct)
    {
        await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024);
        await using var hashed = new HashedStream(content, content.Length);
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, path)
        {
            DataStream = hashed, Mode = OnlyOurs, ModificationTime = clock.GetUtcNow(),
        }, ct);
        return new(path, hashed.Length, hashed.Sha256());
    }

    /// <summary>
    /// A file at the length it has now, hashed as it is read. An upload that is going on may grow or vanish meanwhile: what is beyond the
    /// length is left out, what is missing is zeros; the hash is of what the archive holds.
    /// </summary>
    private sealed class HashedStream(FileStream file, long length) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => true;   // the tar asks for the length

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => _at;
            set => throw new NotSupportedException();
        }

        public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer = buffer[..(int)Math.Min(buffer.Length, length - _at)];
            var read = await file.ReadAsync(buffer, cancellationToken);
            if (read == 0 && buffer.Length > 0)
            {
                buffer.Span.Clear();
                read = buffer.Length;
            }

            _hash.AppendData(buffer.Span[..read]);
            _at += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _hash.Dispose();

            base.Dispose(disposing);
        }
    }
}
