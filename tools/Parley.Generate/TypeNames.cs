using System.Text.Json;
using Parley.Protocol;

namespace Parley.Generate;

/// <summary>What a type of the protocol is called in TypeScript; the documents use the same names.</summary>
internal static class TypeNames
{
    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner);
        if (type.IsGenericType)
            return Generic(type);
        if (type.IsGenericParameter || type.IsEnum || Vocabulary.IsId(type) || type.Assembly == typeof(WireJson).Assembly)
            return type.Name;

        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => "string",
            TypeCode.Boolean => "boolean",
            TypeCode.Int32 or TypeCode.Int64 or TypeCode.Double => "number",
            _ when type == typeof(Guid) => "string",
            _ when type == typeof(DateTimeOffset) => "IsoTime",
            _ when type == typeof(JsonElement) => "unknown",
            _ => throw new NotSupportedException($"{type} has no TypeScript name yet; give it one in {nameof(TypeNames)}."),
        };
    }

    /// <summary>A generic record as it is declared: <c>Listing&lt;T&gt;</c>.</summary>
    public static string Declared(Type type) =>
        type.IsGenericTypeDefinition ? $"{Bare(type)}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : Of(type);

    private static string Generic(Type type)
    {
        var arguments = type.GetGenericArguments();
        var definition = type.GetGenericTypeDefinition();
        if (definition == typeof(IReadOnlyList<>))
            return $"{Of(arguments[0])}[]";
        if (definition == typeof(IReadOnlyDictionary<,>))
            return $"Record<{Of(arguments[0])}, {Of(arguments[1])}>";
        return $"{Bare(type)}<{string.Join(", ", arguments.Select(Of))}>";
    }

    private static string Bare(Type type) => type.Name.Split('`')[0];
}
