using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace Parley.Tests.OpenApi;

/// <summary>Holds an OpenAPI document against the routes that the server has, and says what it leaves out.</summary>
internal static partial class DescribedRoutes
{
    public static IReadOnlyList<string> Complaints(EndpointDataSource routes, JsonElement document)
    {
        var complaints = new List<string>();
        var operations = Operations(document);

        foreach (var (verb, path) in Routes(routes).Where(route => !operations.ContainsKey(route)))
            complaints.Add($"{verb} {path} is not in the document");

        foreach (var twice in operations.GroupBy(operation => Text(operation.Value, "operationId")).Where(group => group.Count() > 1))
            complaints.Add($"{string.Join(", ", twice.Select(operation => operation.Key))} have one operation id: {twice.Key ?? "none"}");

        foreach (var ((verb, path), operation) in operations)
            complaints.AddRange(Complaints(operation).Select(complaint => $"{verb} {path} {complaint}"));

        return complaints;
    }

    private static IEnumerable<string> Complaints(JsonElement operation)
    {
        if (string.IsNullOrWhiteSpace(Text(operation, "summary")))
            yield return "has no summary";
        if (string.IsNullOrWhiteSpace(Text(operation, "operationId")))
            yield return "has no operation id";

        var responses = operation.GetProperty("responses").EnumerateObject().ToList();
        if (!responses.Any(response => response.Name[0] is '4' or '5'))
            yield return "names no refusal";
        if (operation.TryGetProperty("requestBody", out var request) && !HasExamples(request))
            yield return "shows no example of its request";
        foreach (var response in responses.Where(response => !HasExamples(response.Value)))
            yield return $"shows no example of its answer {response.Name}";
    }

    private static bool HasExamples(JsonElement body) =>
        !body.TryGetProperty("content", out var content)
        || content.EnumerateObject()
            .Where(media => media.Name.EndsWith("json", StringComparison.Ordinal))
            .All(media => media.Value.TryGetProperty("example", out _) || media.Value.TryGetProperty("examples", out _));

    private static Dictionary<(string Verb, string Path), JsonElement> Operations(JsonElement document) => (
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ((operation.Name.ToUpperInvariant(), path.Name), operation.Value)).ToDictionary();

    private static IEnumerable<(string Verb, string Path)> Routes(EndpointDataSource routes) =>
        from route in routes.Endpoints.OfType<RouteEndpoint>()
        where route.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription is not true
            && route.Metadata.GetMetadata<Parley.Dialects.DialectRoute>() is null   // each dialect has a document of its own
        from verb in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (verb, Path(route));

    /// <summary>As the document writes it: no constraint behind a parameter's name, no slash at the end.</summary>
    private static string Path(RouteEndpoint route) =>
        "/" + Constraint().Replace(route.RoutePattern.RawText!, "").Replace("{*", "{", StringComparison.Ordinal).Trim('/');

    private static string? Text(JsonElement operation, string name) =>
        operation.TryGetProperty(name, out var value) ? value.GetString() : null;

    [GeneratedRegex(@"(?<=\{[^}:]*):[^}]*(?=\})")]
    private static partial Regex Constraint();
}
