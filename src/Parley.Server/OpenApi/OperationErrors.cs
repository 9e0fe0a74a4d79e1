using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Server.OpenApi;

/// <summary>Gives every operation its refusals: those that follow from its kind, and those that its route names.</summary>
internal sealed class OperationErrors : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var route = context.Description;
        var metadata = route.ActionDescriptor.EndpointMetadata;
        var named = metadata.OfType<RefusesMetadata>().SelectMany(refuses => refuses.Errors);
        var anonymous = metadata.OfType<IAllowAnonymous>().Any();

        if (anonymous)
            operation.Security = [];

        operation.Responses ??= [];
        foreach (var status in OfItsKind(route, anonymous).Concat(named).Distinct().GroupBy(error => error.Status).OrderBy(group => group.Key))
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = Response([.. status], context.Document!);

        return Task.CompletedTask;
    }

    private static IEnumerable<Error> OfItsKind(ApiDescription route, bool anonymous)
    {
        var changes = route.HttpMethod is not ("GET" or "HEAD");

        if (route.ParameterDescriptions.Count > 0)
            yield return Errors.BadRequest;

        if (route.ParameterDescriptions.Any(parameter => parameter.Source == BindingSource.Body))
        {
            yield return Errors.InvalidJson;
            yield return Errors.ValidationFailed;
            yield return Errors.InvalidText;
            yield return Errors.TooLarge;
            yield return Errors.UnsupportedMediaType;
        }

        if (!anonymous)
        {
            yield return Errors.NotSignedIn;
            yield return Errors.AccountDisabled;
            yield return Errors.ScopeMissing;
            if (changes)
                yield return Errors.OriginRefused;
        }

        if (route.ParameterDescriptions.Any(parameter => parameter.Source == BindingSource.Path))
            yield return Errors.NotFound;

        yield return Errors.RateLimited;
        yield return Errors.Internal;
        yield return Errors.ShuttingDown;
        if (!changes)
            yield break;

        yield return Errors.Busy;
        yield return Errors.StorageFailed;
        yield return Errors.StorageFull;
    }

    private static OpenApiResponse Response(IReadOnlyList<Error> errors, OpenApiDocument document) => new()
    {
        Description = string.Join("\n\n", errors.Select(error => $"`{error.Code}`: {error.Meaning}")),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new()
            {
                Schema = DocumentHeader.ProblemIn(document),
                Examples = errors.ToDictionary(error => error.Code, Example),
            },
        },
    };

    private static IOpenApiExample Example(Error error) => new OpenApiExample
    {
        Value = new JsonObject
        {
            ["type"] = $"/reference#errors/{error.Code}",
            ["title"] = error.Meaning,
            ["status"] = error.Status,
            ["code"] = error.Code,
            ["detail"] = error.Meaning,
            ["trace_id"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        },
    };
}
