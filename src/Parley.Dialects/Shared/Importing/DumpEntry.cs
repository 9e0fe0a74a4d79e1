using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Parley.Dialects.Shared.Importing;

/// <summary>One row of a Django dump. What a field lacks, or has of another type than expected, is as if it were not there.</summary>
internal sealed class DumpEntry(string model, string key, JsonElement fields)
{
    /// <summary>Such as <c>chat.message</c>, in small letters.</summary>
    public string Model => model;

    /// <summary>The primary key as text; a UUID in its usual form.</summary>
    public string Key => key;

    /// <summary>The primary key where it is a UUID.</summary>
    public Guid? Id => Guid.TryParseExact(key, "D", out var id) ? id : null;

    public bool Has(string name) => fields.TryGetProperty(name, out _);

    /// <summary>The first of these fields that has text; text without Unicode's rules is mended later.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && TextOf(value) is { Length: > 0 } text)
                return text;
        }

        return null;
    }

    /// <summary>A foreign key as text.</summary>
    /// <exception cref="DumpException">It stands as names, which are nobody's keys.</exception>
    public string? Reference(string name) => !fields.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Array ? throw new DumpException(
            $"{model} {key}: \"{name}\" stands as a natural key. Make the dump without --natural-foreign and --natural-primary. Nothing was written.")
        : KeyOf(value);

    /// <summary>The keys of a many-to-many field.</summary>
    public IReadOnlyList<string> References(string name) => fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(KeyOf).OfType<string>()]
        : [];

    /// <summary>The names of a JSON field's members; also where it was dumped as a string of JSON.</summary>
    public IReadOnlyList<string> Names(string name)
    {
        if (!fields.TryGetProperty(name, out var value))
            return [];
        if (value.ValueKind == JsonValueKind.String)
        {
            try
            {
                value = JsonElement.Parse(TextOf(value));
            }
            catch (JsonException)
            {
                return [];   // no JSON: it names nobody
            }
        }

        return value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject().Select(member => Normal(member.Name))] : [];
    }

    public bool Is(string name, bool otherwise = false) => fields.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => otherwise }
        : otherwise;

    public long? Number(string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    /// <summary>A time; without an offset it is UTC.</summary>
    public DateTimeOffset? Time(string name) => Text(name) is { } text && DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>A key as everything else names it.</summary>
    public static string? KeyOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String when TextOf(value) is { Length: > 0 and <= 200 } text => Normal(text),
        _ => null,
    };

    private static string Normal(string key) => Guid.TryParse(key, out var id) ? id.ToString() : key.Replace("\0", "", StringComparison.Ordinal);

    /// <summary>A string as it stands, also where it is no Unicode: the reader of .NET refuses those.</summary>
    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescaped(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value)[1..^1]));
        }
    }

    private static string Unescaped(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
                continue;
            }

            text.Append(raw[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var other => other });
        }

        return text.ToString();
    }
}
