using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.Tests.Dialects.Transcripts;

/// <summary>
/// JSON that says what is expected: values as they are, <c>"&lt;uuid&gt;"</c>, <c>"&lt;int&gt;"</c>, <c>"&lt;time&gt;"</c>,
/// <c>"&lt;text&gt;"</c>, <c>"&lt;any&gt;"</c> for what differs each time, with a name to keep it (<c>"&lt;int:message&gt;"</c>), and
/// <c>"..."</c> for whatever else an object or a list holds.
/// </summary>
internal static partial class Pattern
{
    /// <summary>What does not fit, with the path to it; nothing when all does.</summary>
    public static string? Mismatch(JsonElement expected, JsonElement found, IDictionary<string, string> kept, string path = "$") => expected.ValueKind switch
    {
        JsonValueKind.Object => Object(expected, found, kept, path),
        JsonValueKind.Array => List(expected, found, kept, path),
        JsonValueKind.String when Placeholder().Match(expected.GetString()!) is { Success: true } hole => Hole(hole, found, kept, path),
        JsonValueKind.String when expected.GetString() is ['{', '#', .., '}'] => $"{path}: unknown name {expected}",
        _ => JsonElement.DeepEquals(expected, found) ? null : $"{path}: expected {expected.GetRawText()}, found {Raw(found)}",
    };

    private static string? Object(JsonElement expected, JsonElement found, IDictionary<string, string> kept, string path)
    {
        if (found.ValueKind != JsonValueKind.Object)
            return $"{path}: expected an object, found {Raw(found)}";

        var wanted = expected.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        foreach (var (name, value) in wanted.Where(member => member.Key != "..."))
        {
            if (!found.TryGetProperty(name, out var there))
                return $"{path}: lacks {name} in {Raw(found)}";
            if (Mismatch(value, there, kept, $"{path}.{name}") is { } wrong)
                return wrong;
        }

        var more = wanted.ContainsKey("...") ? [] : found.EnumerateObject().Select(member => member.Name).Where(name => !wanted.ContainsKey(name)).ToList();
        return more.Count == 0 ? null : $"{path}: has {more[0]} = {Raw(found.GetProperty(more[0]))} besides";
    }

    private static string? List(JsonElement expected, JsonElement found, IDictionary<string, string> kept, string path)
    {
        if (found.ValueKind != JsonValueKind.Array)
            return $"{path}: expected a list, found {Raw(found)}";

        var (wanted, there) = (expected.EnumerateArray().ToList(), found.EnumerateArray().ToList());
        var isOpen = wanted is [.., { ValueKind: JsonValueKind.String } last] && last.GetString() == "...";
        if (isOpen)
            wanted.RemoveAt(wanted.Count - 1);
        if (there.Count < wanted.Count || (!isOpen && there.Count > wanted.Count))
            return $"{path}: expected {wanted.Count}{(isOpen ? " or more" : "")} items, found {there.Count}: {Raw(found)}";

        for (var i = 0; i < wanted.Count; i++)
        {
            if (Mismatch(wanted[i], there[i], kept, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]") is { } wrong)
                return wrong;
        }

        return null;
    }

    private static string? Hole(Match hole, JsonElement found, IDictionary<string, string> kept, string path)
    {
        var fits = hole.Groups[1].Value switch
        {
            "uuid" => found.ValueKind == JsonValueKind.String && Guid.TryParseExact(found.GetString(), "D", out _),
            "int" => found.ValueKind == JsonValueKind.Number && found.TryGetInt64(out var number) && number < 1L << 53,
            "time" => found.ValueKind == JsonValueKind.String
                && DateTimeOffset.TryParse(found.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "text" => found.ValueKind == JsonValueKind.String && found.GetString()!.Length > 0,
            _ => true,
        };
        if (!fits)
            return $"{path}: expected {hole.Value}, found {Raw(found)}";
        if (hole.Groups[2].Success)
            kept[hole.Groups[2].Value] = found.ValueKind == JsonValueKind.String ? found.GetString()! : found.GetRawText();

        return null;
    }

    private static string Raw(JsonElement json) => json.GetRawText() is var text && text.Length > 300 ? text[..300] + "…" : json.GetRawText();

    [GeneratedRegex("^<(uuid|int|time|text|any)(?::([a-z_0-9.]+))?>$")]
    private static partial Regex Placeholder();
}
