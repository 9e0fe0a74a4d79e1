using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Dialects.Shared.Importing;

/// <summary>
/// Reads what <c>manage.py dumpdata</c> wrote, row by row: whatever the size of the dump, one row of it is in memory. Also a plain list of
/// objects, whose primary key is <c>id</c>.
/// </summary>
internal static class DumpReader
{
    /// <exception cref="DumpException">It is no such dump, or is cut off.</exception>
    public static async IAsyncEnumerable<DumpEntry> ReadAsync(string path, string modelOfPlain, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using var text = await AsUtf8Async(file, ct);
        var rows = JsonSerializer.DeserializeAsyncEnumerable(text, DumpJson.Default.JsonElement, ct).GetAsyncEnumerator(ct);
        await using var disposing = rows;
        for (var count = 0L; await NextAsync(rows, path, count); count++)
            yield return Entry(rows.Current, modelOfPlain, path, count);
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<JsonElement> rows, string path, long count)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (JsonException exception)
        {
            throw new DumpException($"{path} is no whole dump: after {count} rows it cannot be read ({exception.Message.Split(". Path:")[0]}). Nothing was written.");
        }
    }

    private static DumpEntry Entry(JsonElement row, string modelOfPlain, string path, long count)
    {
        if (row.ValueKind != JsonValueKind.Object)
            throw new DumpException($"{path} is no dump: row {count + 1} is no object. Nothing was written.");
        if (row.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.String && row.TryGetProperty("fields", out var fields)
            && fields.ValueKind == JsonValueKind.Object)
            return new(model.GetString()!.ToLowerInvariant(), Key(row, "pk") ?? Nameless(count), fields);

        return new(modelOfPlain, Key(row, "id") ?? Nameless(count), row);
    }

    private static string? Key(JsonElement row, string name) => row.TryGetProperty(name, out var key) ? DumpEntry.KeyOf(key) : null;

    private static string Nameless(long count) => $"row {count + 1}";

    // A shell of Windows writes what it redirects as UTF-16, with a mark that says so.
    private static async ValueTask<Stream> AsUtf8Async(FileStream file, CancellationToken ct)
    {
        var mark = new byte[2];
        await file.ReadAtLeastAsync(mark, 2, throwOnEndOfStream: false, ct);
        file.Position = 0;
        return mark switch
        {
            [0xFF, 0xFE] => Encoding.CreateTranscodingStream(file, Encoding.Unicode, Encoding.UTF8),
            [0xFE, 0xFF] => Encoding.CreateTranscodingStream(file, Encoding.BigEndianUnicode, Encoding.UTF8),
            _ => file,
        };
    }
}

/// <summary>What was given as a dump is none; the sentence says where.</summary>
public sealed class DumpException(string sentence) : Exception(sentence);

/// <summary>Rows as they stand.</summary>
[JsonSourceGenerationOptions(AllowTrailingCommas = true)]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class DumpJson : JsonSerializerContext;
