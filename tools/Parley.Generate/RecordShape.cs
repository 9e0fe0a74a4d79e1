using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Parley.Protocol;

namespace Parley.Generate;

/// <summary>
/// A field as the serializer treats it. A client may leave it out when <see cref="Optional"/>; the server always writes it, unless
/// <see cref="LeftOutWhenNull"/>.
/// </summary>
internal sealed record FieldShape(
    string Name, Type Type, bool TakesNull, bool GivesNull, bool Optional, bool LeftOutWhenNull, IReadOnlyList<string> Limits);

/// <summary>A record as JSON: its fields in the order in which they are written.</summary>
internal sealed record RecordShape(Type Type, IReadOnlyList<FieldShape> Fields)
{
    public static bool IsOnTheWire(Type type) =>
        type is { IsAbstract: false, IsClass: true } && TypeInfo(type) is { Kind: JsonTypeInfoKind.Object };

    public static RecordShape Read(Type type) => new(type, [.. TypeInfo(type)!.Properties.Where(IsWritten).Select(property => Field(type, property))]);

    // A property that is never written or read stands in the list all the same, without a way to get it.
    private static bool IsWritten(JsonPropertyInfo property) => property.Get is not null;

    /// <summary>A generic record is read through any closed form the serializer knows; its fields keep the type parameter.</summary>
    private static JsonTypeInfo? TypeInfo(Type type) =>
        (type.IsGenericTypeDefinition ? Closed(type) : type) is { } closed ? WireJson.Wire.GetTypeInfo(closed) : null;

    private static Type? Closed(Type definition) => typeof(WireJson).GetProperties()
        .Where(property => property.PropertyType.IsGenericType)
        .Select(property => property.PropertyType.GetGenericArguments()[0])
        .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == definition);

    private static FieldShape Field(Type type, JsonPropertyInfo json)
    {
        var declared = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .First(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name) == json.Name);
        var ignore = declared.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition ?? json.Options.DefaultIgnoreCondition;

        return new FieldShape(
            json.Name, declared.PropertyType, json.IsSetNullable, json.IsGetNullable,
            Optional: json.AssociatedParameter is { HasDefaultValue: true } || (json.AssociatedParameter is null && !json.IsRequired),
            LeftOutWhenNull: json.IsGetNullable && ignore is JsonIgnoreCondition.WhenWritingNull or JsonIgnoreCondition.WhenWritingDefault,
            FieldLimits.Of(declared));
    }
}
