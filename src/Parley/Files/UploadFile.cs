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

        // What is left now may be less at the end: the commit counts again. This only stops early what cannot fit.
        var left = may.QuotaBytes - await FileUsage.OfAsync(database, caller.WorkspaceN, ct) ?? long.MaxValue;
        if (left <= 0)
            throw new Refusal(Errors.QuotaExceeded);

        var id = FileId.New();
        var part = spool.PartOf(id);
        try
        {
            var (content, name) = await MultipartFile.FindAsync(request, ct);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await ReceiveAsync(content, part, may, left, hash, ct);
            return await files.KeepAsync(caller, new(id, part, name, hash.GetHashAndReset(), Counted: 0), may, ct);
        }
        finally
        {
            File.Delete(part);   // gone already when all went well
        }
    }

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
