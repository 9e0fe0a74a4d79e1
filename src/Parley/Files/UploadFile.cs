using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Files.Store;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Files;

/// <summary>Takes a file in one request: streamed to disk, hashed on the way, stopped at the byte that is too many.</summary>
internal sealed class UploadFileHandler(FileRules rules, Database database, Spool spool, NewFiles files)
{
    public async Task<FileView> HandleAsync(Caller caller, HttpRequest request, CancellationToken ct)
    {
        var may = await rules.ForAsync(caller, ct);
        if (request.ContentLength - MultipartFile.FormBytes > may.MaxBytes)
            throw new Refusal(Errors.FileTooLarge, TooLarge(may));

        var (content, name) = await MultipartFile.FindAsync(request, ct);
        using var received = await ReceiveAsync(caller, content, name, ct);
        return await KeepAsync(caller, received, ct);
    }

    /// <summary>Takes a file's bytes to disk, where they wait for the word that they are wanted; gone when that is disposed of.</summary>
    public async Task<ReceivedFile> ReceiveAsync(Caller caller, Stream content, string name, CancellationToken ct)
    {
        var may = await rules.ForAsync(caller, ct);

        // What is left now may be less at the end: the commit counts again. This only stops early what cannot fit.
        var left = may.QuotaBytes - await FileUsage.OfAsync(database, caller.WorkspaceN, ct) ?? long.MaxValue;
        if (left <= 0)
            throw new Refusal(Errors.QuotaExceeded);

        var id = FileId.New();
        var part = spool.PartOf(id);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await ReceiveAsync(content, part, may, left, hash, ct);
            return new(new(id, part, name, hash.GetHashAndReset(), Counted: 0), may);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <summary>Makes a file of what was received.</summary>
    public Task<FileView> KeepAsync(Caller caller, ReceivedFile received, CancellationToken ct) =>
        files.KeepAsync(caller, received.Upload, received.May, ct);

    private async Task ReceiveAsync(Stream content, string part, UploadRules may, long left, IncrementalHash hash, CancellationToken ct)
    {
        try
        {
            await spool.ReceiveAsync(content, part, Math.Min(may.MaxBytes, left), left < may.MaxBytes ? Errors.QuotaExceeded : Errors.FileTooLarge, hash, ct);
        }
        catch (Refusal refusal) when (refusal.Error == Errors.FileTooLarge)
        {
            throw new Refusal(Errors.FileTooLarge, TooLarge(may));
        }
        catch (Exception exception) when (exception is InvalidDataException || (exception is IOException && exception.Message.StartsWith("Unexpected end of Stream", StringComparison.Ordinal)))
        {
            throw new Refusal(Errors.BadRequest, "The form ends too early.");
        }
    }

    private static string TooLarge(UploadRules may) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A file has at most {may.MaxBytes} bytes here.");
}

/// <summary>A file whose bytes are on disk and which is nobody's yet.</summary>
internal sealed record ReceivedFile(WholeUpload Upload, UploadRules May) : IDisposable
{
    public string Name => Upload.Name;

    public long Length => new FileInfo(Upload.Path).Length;

    public void Dispose() => File.Delete(Upload.Path);   // gone already when it was kept
}
