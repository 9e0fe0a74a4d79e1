using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Parley.Access;

namespace Parley.Server.OpenApi;

/// <summary>Shows an example of every body that goes in or out, from the route's own or from the types.</summary>
internal sealed class OperationExamples(IOptions<JsonOptions> json) : IOpenApiOperationTransformer
{
    private readonly JsonSerializerOptions _wire = json.Value.SerializerOptions;

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var own = context.Description.ActionDescriptor.EndpointMetadata.OfType<ExampleMetadata>().LastOrDefault();
        var examples = new ExampleMaker(_wire);

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<TakesFileMetadata>().LastOrDefault() is { } taken)
            operation.RequestBody = FileBody(taken);

        foreach (var parameter in context.Description.ParameterDescriptions)
        {
            if (parameter.Source == BindingSource.Body)
                Show(operation.RequestBody?.Content, Written(own?.Request) ?? examples.Request(parameter.Type));
            else if (Find(operation, parameter.Name) is { } known)
                Show(known, parameter.Type, parameter.Name);
        }

        foreach (var answer in context.Description.SupportedResponseTypes)
        {
            var status = answer.StatusCode.ToString(CultureInfo.InvariantCulture);
            if (answer.Type is { } type && type != typeof(void) && operation.Responses!.TryGetValue(status, out var response))
                Show(response.Content, Written(own?.Answer) ?? examples.Answer(type));
        }

        return Task.CompletedTask;
    }

    private static OpenApiRequestBody FileBody(TakesFileMetadata taken)
    {
        var bytes = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var schema = taken.Field is null ? bytes : new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema> { [taken.Field] = bytes },
            Required = new HashSet<string> { taken.Field },
        };
        return new() { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [taken.MediaType] = new() { Schema = schema } } };
    }

    private static OpenApiParameter? Find(OpenApiOperation operation, string name) =>
        operation.Parameters?.OfType<OpenApiParameter>().FirstOrDefault(parameter => parameter.Name == name);

    private static void Show(OpenApiParameter parameter, Type? type, string name)
    {
        if (ExampleMaker.Parameter(type, name) is { } example)
            parameter.Example = example;
        if (type is not null && WireSchemas.FormatOf(Nullable.GetUnderlyingType(type) ?? type) is { } format)
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format };
    }

    private static void Show(IDictionary<string, OpenApiMediaType>? content, JsonNode? example)
    {
        if (content is not null && content.TryGetValue("application/json", out var body))
            body.Example = example;
    }

    private JsonNode? Written(object? record) =>
        record is null ? null : JsonSerializer.SerializeToNode(record, _wire.GetTypeInfo(record.GetType()));
}
