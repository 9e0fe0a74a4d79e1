using System.Runtime.CompilerServices;

namespace Parley.Files.Store;

/// <summary>Files in a directory, one for each key. A blob comes by a rename, after its bytes and before its name are made durable.</summary>
public sealed class DiskFileStore : FileStore
{
    private readonly string _root;

    public DiskFileStore(string root) => _root = Directory.CreateDirectory(root).FullName;

    public override async Task TakeAsync(string key, string path, CancellationToken ct)
    {
        var target = PathOf(key);
        await Task.Run(() =>
        {
            DurableFiles.Flush(path);
            DurableFiles.MakeDirectory(_root, Path.GetDirectoryName(target)!);
            try
            {
                File.Move(path, target, overwrite: true);
                DurableFiles.FlushDirectory(Path.GetDirectoryName(target)!);
            }
            catch (IOException)
            {
                File.Delete(target);   // between two volumes a move is a copy, and that may have been cut off
                throw;
            }
        }, ct);
    }

    public override ValueTask<Stream?> OpenAsync(string key, CancellationToken ct)
    {
        try
        {
            return new(new FileStream(PathOf(key), new FileStreamOptions
            {
                Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous,
                BufferSize = 0,
            }));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new((Stream?)null);
        }
    }

    public override ValueTask<string?> ForProgramAsync(string key, string directory, CancellationToken ct) =>
        new(File.Exists(PathOf(key)) ? PathOf(key) : null);

    public override ValueTask DeleteAsync(string key, CancellationToken ct)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // then it is not there
        }

        return ValueTask.CompletedTask;
    }

    public override async IAsyncEnumerable<StoredBlob> ListAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var file in new DirectoryInfo(_root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            ct.ThrowIfCancellationRequested();
            var key = Path.GetRelativePath(_root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (IsKey(key))
                yield return new(key, file.Length, file.LastWriteTimeUtc);
        }
    }

    private string PathOf(string key) => Path.Combine(_root, Checked(key));
}
