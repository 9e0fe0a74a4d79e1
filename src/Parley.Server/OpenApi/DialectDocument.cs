using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parley.Dialects;
using Parley.Dialects.Shared;

namespace Parley.Server.OpenApi;

/// <summary>The document of one dialect: its routes below its prefix, with the fields of their bodies and the answers that they name.</summary>
internal static class DialectDocument
{
    public static void Describe(OpenApiOptions options, Dialect dialect)
    {
        options.ShouldInclude = route => route.GroupName == dialect.Name;   // by itself a document also takes the routes of nobody: our own
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = $"{dialect.Title}, as Parley speaks it",
                Version = "1",
                Description = $"The paths of {dialect.Title} below /{dialect.Name}; at the root they stand without it. See docs/dialects/{dialect.Name}.md.",
            };
            document.Servers = [new OpenApiServer { Url = "/" }];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer<WireSchemas>();
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<TakesFields>().LastOrDefault() is { } taken)
                operation.RequestBody = Body(taken);

            operation.Responses ??= [];
            operation.Responses.TryAdd("default", new OpenApiResponse { Description = "A refusal; the header Parley-Error holds its stable code." });
            return Task.CompletedTask;
        });
    }

    private static OpenApiRequestBody Body(TakesFields taken)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = taken.Fields.ToDictionary(field => field.Name, field => (IOpenApiSchema)SchemaOf(field.Kind)),
            Required = taken.Fields.Where(field => field.IsRequired).Select(field => field.Name).ToHashSet(),
        };
        var media = taken.Fields.Any(field => field.Kind == "file")
            ? new[] { "multipart/form-data", "application/json" }
            : ["application/json", "application/x-www-form-urlencoded"];
        return new() { Content = media.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }) };
    }

    private static OpenApiSchema SchemaOf(string kind) => kind switch
    {
        "integer" => new() { Type = JsonSchemaType.Integer },
        "uuid" => new() { Type = JsonSchemaType.String, Format = "uuid" },
        "bool" => new() { Type = JsonSchemaType.Boolean },
        "time" => new() { Type = JsonSchemaType.String, Format = "date-time" },
        "list" => new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema() },
        "object" => new() { Type = JsonSchemaType.Object },
        "file" => new() { Type = JsonSchemaType.String, Format = "binary" },
        _ => new() { Type = JsonSchemaType.String },
    };
}
