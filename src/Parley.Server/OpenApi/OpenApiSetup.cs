using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Parley.Dialects;

namespace Parley.Server.OpenApi;

/// <summary>Describes the REST API from its routes at <c>/openapi/v1.json</c>, and each dialect's at <c>/openapi/offchat.json</c> and so on.</summary>
internal static class OpenApiSetup
{
    public static IServiceCollection AddParleyOpenApi(this IServiceCollection services, DialectSettings dialects)
    {
        // Last in the chain: types that only query strings use, which the wire does not know.
        services.PostConfigure<JsonOptions>(json => json.SerializerOptions.TypeInfoResolverChain.Add(QueryJson.Default));

        foreach (var dialect in dialects.Enabled)
            services.AddOpenApi(dialect.Name, options => DialectDocument.Describe(options, dialect));

        return services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer<DocumentHeader>();
            options.AddSchemaTransformer<WireSchemas>();
            options.AddOperationTransformer<OperationErrors>();
            options.AddOperationTransformer<OperationExamples>();
        });
    }

    public static void MapParleyOpenApi(this WebApplication app) => app.MapOpenApi().AllowAnonymous();
}

[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(long?))]
[JsonSerializable(typeof(bool?))]
[JsonSerializable(typeof(Guid?))]
[JsonSerializable(typeof(DateTimeOffset?))]
internal sealed partial class QueryJson : JsonSerializerContext;
