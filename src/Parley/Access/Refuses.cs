using Microsoft.AspNetCore.Builder;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>The refusals of a route beyond those that any route of its kind can give; read by the OpenAPI document.</summary>
public sealed record RefusesMetadata(IReadOnlyList<Error> Errors);

/// <summary>A request and an answer to show in the OpenAPI document where the ones made from the types would mislead.</summary>
public sealed record ExampleMetadata(object? Request, object? Answer);

/// <summary>The media type in which a route takes a file, and the form's field if it is a form; read by the OpenAPI document.</summary>
public sealed record TakesFileMetadata(string MediaType, string? Field);

/// <summary>What a route says about itself, beside its summary.</summary>
public static class RouteDescriptions
{
    /// <summary>
    /// Names what this route may refuse. Bad input, a missing credential, an unknown id in the address, rate limits and failures of the
    /// server need no naming.
    /// </summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder route, params Error[] errors)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RefusesMetadata(errors));

    /// <summary>Shows these records of the protocol as the example.</summary>
    public static TBuilder WithExample<TBuilder>(this TBuilder route, object? request = null, object? answer = null)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new ExampleMetadata(request, answer));
}
