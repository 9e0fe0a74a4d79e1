using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Files;

/// <summary>Files that come with messages of another system: taken by the same rules as any upload.</summary>
internal sealed class FilesForImport(UploadFileHandler uploads, Database database)
{
    /// <summary>The row and the kind of what the bytes became; used by nothing yet.</summary>
    /// <exception cref="Refusal">What an upload is refused for.</exception>
    public async Task<(long N, FileKind Kind)> KeepAsync(Caller uploader, Stream content, string name, CancellationToken ct)
    {
        using var received = await uploads.ReceiveAsync(uploader, content, FileNames.Clean(name), ct);
        var file = await uploads.KeepAsync(uploader, received, ct);
        await Task.Yield();   // off the thread that commits
        return (await database.NumberAsync($"select n from files where id = {file.Id}", ct), file.Kind);
    }
}
