using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>Checks what came in against the limits that stand on its record, the same for REST bodies and socket frames.</summary>
public static class Validation
{
    private static readonly ConcurrentDictionary<Type, Checked[]> Known = new();

    /// <exception cref="Refusal"><c>validation_failed</c> naming each field, or <c>invalid_text</c>.</exception>
    public static void Check(object? body)
    {
        if (body is null)
            throw new Refusal(Errors.InvalidJson);

        Dictionary<string, string[]>? wrong = null;
        Look(body, "", ref wrong);
        if (wrong is not null)
            throw new Refusal(Errors.ValidationFailed, wrong.First().Value[0]) { Fields = wrong };
    }

    /// <summary>
    /// Whether JSON was not read because its text is no Unicode. The reader has one exception for that and for a value of another type;
    /// only the sentence differs.
    /// </summary>
    public static bool IsBadText(JsonException exception) =>
        exception.InnerException is InvalidOperationException inner
        && !inner.Message.StartsWith("Cannot get the value of a token type", StringComparison.Ordinal);

    private static void Look(object body, string inside, ref Dictionary<string, string[]>? wrong)
    {
        foreach (var field in Known.GetOrAdd(body.GetType(), RulesOf))
        {
            var value = field.Property.GetValue(body);
            if (value is string text && !IsUnicode(text))
                throw new Refusal(Errors.InvalidText);
            if (value is IReadOnlyList<string> texts && texts.Any(t => t is null || !IsUnicode(t)))
                throw new Refusal(Errors.InvalidText);
            if (value is JsonElement json && !IsUnicode(json))
                throw new Refusal(Errors.InvalidText);
            if (value is JsonElement nested && Depth(nested) > Limits.MetadataDepth)
                (wrong ??= [])[inside + field.Name] = [$"The field {inside}{field.Name} nests at most {Limits.MetadataDepth} deep."];

            foreach (var rule in field.Rules)
            {
                if (!rule.IsValid(value))
                    (wrong ??= [])[inside + field.Name] = [rule.FormatErrorMessage(inside + field.Name)];
            }

            if (field.IsNested && value is not null)
                Look(value, $"{inside}{field.Name}.", ref wrong);
        }
    }

    /// <summary>Whether every surrogate has its pair and nothing is NUL, so that the text has one UTF-8 form on disk and wire.</summary>
    public static bool IsUnicode(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            return false;
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return true;

        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;

            i++;
        }

        return true;
    }

    private static bool IsUnicode(JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.String => IsUnicode(json.GetString()!),
                JsonValueKind.Array => json.EnumerateArray().All(IsUnicode),
                JsonValueKind.Object => json.EnumerateObject().All(member => IsUnicode(member.Name) && IsUnicode(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;   // a surrogate without its pair
        }
    }

    // Free JSON stands inside our answers later: one that nests too deep would make its conversation unreadable for everybody.
    private static int Depth(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => 1 + json.EnumerateArray().Select(Depth).DefaultIfEmpty().Max(),
        JsonValueKind.Object => 1 + json.EnumerateObject().Select(p => Depth(p.Value)).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static Checked[] RulesOf(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => new Checked(
                property, JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name),
                [.. property.GetCustomAttributes<ValidationAttribute>()],
                property.PropertyType.Assembly == typeof(Limits).Assembly && property.PropertyType.IsClass))
            .Where(field => field.Rules.Length > 0 || field.IsNested || field.Property.PropertyType == typeof(JsonElement?)
                || typeof(IEnumerable<char>).IsAssignableFrom(field.Property.PropertyType)
                || typeof(IReadOnlyList<string>).IsAssignableFrom(field.Property.PropertyType)),
    ];

    private sealed record Checked(PropertyInfo Property, string Name, ValidationAttribute[] Rules, bool IsNested);
}
