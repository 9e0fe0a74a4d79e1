using Parley.Files.Store;

namespace Parley.Server.CommandLine.Import;

/// <summary>Takes every file and keeps none: a dry run looks at files as a real one would, and needs no room for them.</summary>
internal sealed class ForgettingFileStore : FileStore
{
    public override Task TakeAsync(string key, string path, CancellationToken ct)
    {
        File.Delete(path);
        return Task.CompletedTask;
    }

    public override ValueTask<Stream?> OpenAsync(string key, CancellationToken ct) => new((Stream?)null);

    public override ValueTask<string?> ForProgramAsync(string key, string directory, CancellationToken ct) => new((string?)null);

    public override ValueTask DeleteAsync(string key, CancellationToken ct) => ValueTask.CompletedTask;

    public override IAsyncEnumerable<StoredBlob> ListAsync(CancellationToken ct) => AsyncEnumerable.Empty<StoredBlob>();
}
