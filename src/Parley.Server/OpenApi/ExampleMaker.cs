using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Parley.Protocol;

namespace Parley.Server.OpenApi;

/// <summary>
/// Makes an example from a type's JSON metadata, always the same one: ids, times and names stand for the same things everywhere, so that
/// the examples of different routes fit together.
/// </summary>
internal sealed class ExampleMaker(JsonSerializerOptions wire)
{
    /// <summary>Deeper than any view; a type that contains itself would otherwise never end.</summary>
    private const int Depth = 6;

    /// <summary>A body to send: what may be left out and is rarely named is left out.</summary>
    public JsonNode? Request(Type type) => Make(type, "", "", leaveOutNulls: true, Depth);

    /// <summary>A body that comes back: what may be null is written as null.</summary>
    public JsonNode? Answer(Type type) => Make(type, "", "", leaveOutNulls: false, Depth);

    /// <summary>A value for the address: ids only, the rest has defaults.</summary>
    public static JsonNode? Parameter(Type? type, string name) =>
        type is not null && ExampleValues.Id(Nullable.GetUnderlyingType(type) ?? type, name) is { } id ? JsonValue.Create(id) : null;

    private JsonNode? Make(Type type, string name, string owner, bool leaveOutNulls, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        // Of all events a stretch of the log shows the commonest.
        if (type == typeof(ChatEvent))
            return Event(depth);

        var info = wire.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => Object(info, leaveOutNulls, depth),
            JsonTypeInfoKind.Enumerable => new JsonArray(Make(info.ElementType!, name, owner, leaveOutNulls, depth)),
            JsonTypeInfoKind.Dictionary => new JsonObject { [ExampleValues.Id(info.KeyType!, "") ?? "key"] = Make(info.ElementType!, name, owner, leaveOutNulls, depth) },
            _ => ExampleValues.Of(type, name, owner),
        };
    }

    private JsonObject Object(JsonTypeInfo info, bool leaveOutNulls, int depth)
    {
        var made = new JsonObject();
        foreach (var property in info.Properties)
        {
            var nullable = property.IsGetNullable && (depth == 0 || ExampleValues.IsMostlyNull(property.Name, info.Type));
            if (!nullable)
                made[property.Name] = Make(property.PropertyType, property.Name, info.Type.Name, leaveOutNulls, depth - 1);
            else if (!leaveOutNulls || property.AssociatedParameter is { HasDefaultValue: false })
                made[property.Name] = null;
        }

        return made;
    }

    private JsonObject Event(int depth)
    {
        var posted = Object(wire.GetTypeInfo(typeof(MessagePosted)), leaveOutNulls: false, depth);
        posted.Insert(0, "type", "new_message");
        return posted;
    }
}
