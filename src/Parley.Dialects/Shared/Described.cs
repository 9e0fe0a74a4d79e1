using Microsoft.AspNetCore.Builder;
using Parley.Files;

namespace Parley.Dialects.Shared;

/// <summary>A field that a route takes; read by the dialect's OpenAPI document.</summary>
public sealed record TakenField(string Name, string Kind, bool IsRequired);

/// <summary>The fields of a route's body, whatever form that has.</summary>
public sealed record TakesFields(IReadOnlyList<TakenField> Fields);

/// <summary>What a dialect's route says about itself.</summary>
internal static class Described
{
    /// <summary>
    /// Names the fields of the body, each as <c>name</c>, with <c>?</c> behind it where it may be missing, and <c>:kind</c> where it is not
    /// text: <c>integer</c>, <c>uuid</c>, <c>bool</c>, <c>time</c>, <c>list</c>, <c>object</c>, <c>file</c>.
    /// </summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, params string[] fields)
    {
        var taken = fields.Select(Read).ToList();
        route.WithMetadata(new TakesFields(taken));
        return taken.Any(field => field.Kind == "file") ? route.WithMetadata(new AnyBodySize()) : route;
    }

    private static TakenField Read(string field)
    {
        var colon = field.IndexOf(':', StringComparison.Ordinal);
        var (name, kind) = colon < 0 ? (field, "text") : (field[..colon], field[(colon + 1)..]);
        return new(name.TrimEnd('?'), kind, !name.EndsWith('?'));
    }
}
