using System.Text.RegularExpressions;

namespace Parley.Files.Store;

/// <summary>
/// Where bytes are kept under keys that we made. A blob is there wholly or not at all, and once it was taken it survives a power cut; it is
/// never changed, only replaced as a whole. Every implementation keeps the contract in the tests.
/// </summary>
public abstract partial class FileStore
{
    /// <summary>
    /// Takes the file at <paramref name="path"/>, which is gone from there afterwards. Returns when it is durable; when it fails there is
    /// nothing under the key. Taken again under the same key, as after a crash in between, the later one counts.
    /// </summary>
    public abstract Task TakeAsync(string key, string path, CancellationToken ct);

    /// <summary>A blob's bytes, which can be read from any place on; nothing where there is none.</summary>
    public abstract ValueTask<Stream?> OpenAsync(string key, CancellationToken ct);

    /// <summary>A path from which another program can read the blob, in <paramref name="directory"/> if it must be fetched first.</summary>
    public abstract ValueTask<string?> ForProgramAsync(string key, string directory, CancellationToken ct);

    /// <summary>Removes a blob; it is all right if there is none.</summary>
    public abstract ValueTask DeleteAsync(string key, CancellationToken ct);

    /// <summary>Everything there is, for finding what belongs to nothing.</summary>
    public abstract IAsyncEnumerable<StoredBlob> ListAsync(CancellationToken ct);

    /// <summary>The key of a file's bytes: its workspace first, so that a workspace's files can be found and counted.</summary>
    public static string KeyOf(Guid workspace, Guid file) => $"{workspace:N}/{file.ToString("N")[^2..]}/{file:N}";

    public static string ThumbnailOf(string key) => key + ".thumb";

    protected static bool IsKey(string text) => Key().IsMatch(text);

    /// <exception cref="ArgumentException">It is none of ours.</exception>
    protected static string Checked(string key) => IsKey(key) ? key : throw new ArgumentException("That is no key of ours.", nameof(key));

    [GeneratedRegex(@"\A[0-9a-f]{32}/[0-9a-f]{2}/[0-9a-f]{32}(\.thumb)?\z")]
    private static partial Regex Key();
}

/// <summary>A blob in the store, and when it came.</summary>
public sealed record StoredBlob(string Key, long Size, DateTimeOffset StoredAt);
