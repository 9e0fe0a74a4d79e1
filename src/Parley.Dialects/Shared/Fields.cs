using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Files;
using Parley.Protocol;

namespace Parley.Dialects.Shared;

/// <summary>
/// What a request or a frame says, field by field, whether it came as JSON, as a form or as multipart: Django's framework takes all three
/// everywhere, and numbers written as text. What is wrong is refused under the field's name.
/// </summary>
internal sealed class Fields : IDisposable
{
    private readonly JsonElement _json;
    private readonly Dictionary<string, List<string>>? _form;
    private readonly Dictionary<string, List<ReceivedFile>>? _files;

    internal Fields(JsonElement json) => _json = json;

    internal Fields(Dictionary<string, List<string>> form, Dictionary<string, List<ReceivedFile>>? files = null) => (_form, _files) = (form, files);

    /// <summary>Lets an endpoint take it as an argument.</summary>
    /// <exception cref="Refusal"><c>invalid_json</c>, <c>bad_request</c>, <c>too_large</c>, <c>unsupported_media_type</c>; what refuses a file.</exception>
    public static async ValueTask<Fields?> BindAsync(HttpContext http)
    {
        var fields = await FieldsReader.ReadAsync(http, http.RequestAborted);
        http.Response.RegisterForDispose(fields);
        return fields;
    }

    /// <summary>A frame's fields; nothing when it is no JSON object.</summary>
    public static Fields? OfFrame(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame, new JsonReaderOptions { MaxDepth = Limits.JsonDepth });
        try
        {
            return JsonElement.ParseValue(ref reader) is { ValueKind: JsonValueKind.Object } json && !reader.Read() ? new(json) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether the field is there and is not null.</summary>
    public bool Has(string name) => _form?.ContainsKey(name) ?? (Json(name) is { ValueKind: not JsonValueKind.Null });

    /// <summary>The field as text; numbers and truths as JSON writes them.</summary>
    public string? TextOrNull(string name)
    {
        if (_form is not null)
            return _form.TryGetValue(name, out var said) ? said[^1] : null;

        return Json(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value => TextOf(value),
            _ => throw Wrong(name, "Not a valid string."),
        };
    }

    /// <exception cref="Refusal"><c>validation_failed</c> where it is missing or blank.</exception>
    public string Text(string name)
    {
        if (!Has(name))
            throw Wrong(name, "This field is required.");

        return TextOrNull(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : throw Wrong(name, "This field may not be blank.");
    }

    public long? IntegerOrNull(string name) => TextOrNull(name) switch
    {
        null or "" => null,
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Wrong(name, "A valid integer is required."),
    };

    public long Integer(string name) => IntegerOrNull(name) ?? throw Wrong(name, "This field is required.");

    public bool? FlagOrNull(string name) => TextOrNull(name) switch
    {
        null or "" => null,
        "true" or "True" or "1" or "on" => true,
        "false" or "False" or "0" or "off" => false,
        _ => throw Wrong(name, "Must be a valid boolean."),
    };

    /// <summary>A UUID with dashes.</summary>
    public TId? IdOrNull<TId>(string name)
        where TId : struct, IId<TId> => TextOrNull(name) switch
        {
            null or "" => null,
            var text when Guid.TryParse(text, out var id) => TId.Of(id),
            var text => throw Wrong(name, $"“{Shortened(text)}” is not a valid UUID."),
        };

    public TId Id<TId>(string name)
        where TId : struct, IId<TId> => IdOrNull<TId>(name) ?? throw Wrong(name, "This field is required.");

    public DateTimeOffset? TimeOrNull(string name) => TextOrNull(name) switch
    {
        null or "" => null,
        var text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        _ => throw Wrong(name, "Datetime has wrong format. Use ISO 8601."),
    };

    /// <summary>A list as texts: a JSON list, a field that a form repeats, or one value.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (_form is not null)
            return _form.GetValueOrDefault(name) ?? (IReadOnlyList<string>)(_form.GetValueOrDefault($"{name}[]") ?? []);

        return Json(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => [],
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(item =>
                item.ValueKind is JsonValueKind.String or JsonValueKind.Number ? TextOf(item) : throw Wrong(name, "Not a valid string."))],
            { ValueKind: JsonValueKind.String or JsonValueKind.Number } one => [TextOf(one)],
            _ => throw Wrong(name, "Expected a list of items."),
        };
    }

    /// <exception cref="Refusal"><c>validation_failed</c> where one is no number.</exception>
    public IReadOnlyList<long> Integers(string name) =>
        [.. Texts(name).Select(text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(name, "A valid integer is required."))];

    /// <summary>An object in a field.</summary>
    public Fields? Inside(string name) => Json(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Object } json => new(json),
        _ => throw Wrong(name, "Invalid data. Expected a dictionary."),
    };

    /// <summary>The files that came in a field, in order. They are on disk, and gone at the end of the request unless they are kept.</summary>
    public IReadOnlyList<ReceivedFile> Files(string name) => _files?.GetValueOrDefault(name) ?? (IReadOnlyList<ReceivedFile>)[];

    public void Dispose()
    {
        foreach (var file in _files?.Values.SelectMany(files => files) ?? [])
            file.Dispose();
    }

    /// <summary>What is wrong with one field.</summary>
    public static Refusal Wrong(string field, string sentence) =>
        new(Errors.ValidationFailed, sentence) { Fields = new Dictionary<string, string[]> { [field] = [sentence] } };

    private JsonElement? Json(string name) => _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty(name, out var value) ? value : null;

    private static string TextOf(JsonElement value)
    {
        try
        {
            var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            return Validation.IsUnicode(text) ? text : throw new Refusal(Errors.InvalidText);
        }
        catch (InvalidOperationException)
        {
            throw new Refusal(Errors.InvalidText);   // a surrogate without its pair
        }
    }

    private static string Shortened(string text) => text.Length <= 64 ? text : text[..64];
}
