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
        foreach (var field in Known.GetOrAdd(body.GetType(), Look))
        {
            var value = field.Property.GetValue(body);
            if (value is string text && !IsUnicode(text))
                throw new Refusal(Errors.InvalidText);
            if (value is IReadOnlyList<string> texts && texts.Any(t => t is null || !IsUnicode(t)))
                throw new Refusal(Errors.InvalidText);

            if (value is JsonElement json)
            {
                if (!FreeJson.IsUnicode(json))
                    throw new Refusal(Errors.InvalidText);
                if (FreeJson.Depth(json) > Limits.MetadataDepth)
                    (wrong ??= [])[field.Name] = [$"The field {field.Name} nests at most {Limits.MetadataDepth} deep."];
            }

            foreach (var rule in field.Rules)
            {
                if (!rule.IsValid(value))
                    (wrong ??= [])[field.Name] = [rule.FormatErrorMessage(field.Name)];
            }

            if (field.IsNested && value is not null)
                Check(value);
        }

        if (wrong is not null)
            throw new Refusal(Errors.ValidationFailed, wrong.First().Value[0]) { Fields = wrong };
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

    private static Checked[] Look(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => new Checked(
                property, JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name),
                [.. property.GetCustomAttributes<ValidationAttribute>()],
                property.PropertyType.Assembly == typeof(Limits).Assembly && property.PropertyType.IsClass))
            .Where(field => field.Rules.Length > 0 || field.IsNested || typeof(IEnumerable<char>).IsAssignableFrom(field.Property.PropertyType)
                || field.Property.PropertyType == typeof(JsonElement?) || typeof(IReadOnlyList<string>).IsAssignableFrom(field.Property.PropertyType)),
    ];

    private sealed record Checked(PropertyInfo Property, string Name, ValidationAttribute[] Rules, bool IsNested);
}
