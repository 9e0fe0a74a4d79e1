using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parley.Protocol;

namespace Parley.Server.OpenApi;

/// <summary>Says how the types look that have converters of their own, which the generator cannot see into: ids and times.</summary>
internal sealed class WireSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var nullable = type != context.JsonTypeInfo.Type && context.JsonPropertyInfo is not null;

        if (FormatOf(type) is { } format)
        {
            schema.Type = nullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
            schema.Format = format;
        }
        else if (schema.Items is null && context.JsonTypeInfo.ElementType is { } element && FormatOf(element) is { } each)
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = each };
        }
        else if (schema.Type is { } kinds && kinds.HasFlag(JsonSchemaType.Integer))
        {
            // The generator adds that ASP.NET would also read a number from text; we promise numbers.
            schema.Type = kinds & ~JsonSchemaType.String;
            schema.Pattern = null;
        }

        return Task.CompletedTask;
    }

    /// <summary>The format of a type that is text on the wire with a form of its own.</summary>
    public static string? FormatOf(Type type) =>
        type == typeof(DateTimeOffset) ? "date-time"
        : type == typeof(Guid) || IsId(type) ? "uuid"
        : null;

    private static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IId<>));
}
