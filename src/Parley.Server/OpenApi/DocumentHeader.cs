using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parley.Protocol;

namespace Parley.Server.OpenApi;

/// <summary>What stands once in the document: title, version, how to sign in, and the shape of every refusal.</summary>
internal sealed class DocumentHeader : IOpenApiDocumentTransformer
{
    public const string Problem = "Problem";

    private const string About = """
        Real-time chat on your own server. JSON is snake_case UTF-8, times are ISO 8601 in UTC with `Z`, ids are UUIDs (version 7).
        Unknown fields are ignored. Every refusal is `application/problem+json` with a stable `code`. What happens is told over the
        socket at `/ws`; its commands and events are in `docs/protocol.md`.
        """;

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Parley",
            Version = typeof(DocumentHeader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
            Description = About.ReplaceLineEndings(" "),
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        // Wherever the document was fetched from; the Host header of that request says nothing that others may rely on.
        document.Servers = [new OpenApiServer { Url = "/" }];

        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = Keys.ToDictionary(key => key.Name, key => key.Scheme);
        document.Security =
            [.. Keys.Select(key => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(key.Name, document)] = [] })];
        return Task.CompletedTask;
    }

    /// <summary>Refers to the shape of a refusal, which the first operation that needs it puts into the document.</summary>
    public static OpenApiSchemaReference ProblemIn(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        if (document.Components.Schemas.TryAdd(Problem, ProblemSchema()))
            document.RegisterComponents();

        return new OpenApiSchemaReference(Problem, document);
    }

    private static (string Name, IOpenApiSecurityScheme Scheme)[] Keys =>
    [
        ("bearer", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT",
            Description = "An access token from log-in, or from an issuer that the server trusts.",
        }),
        ("token", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "Authorization",
            Description = "An API token, written `Token <the token>`.",
        }),
        ("cookie", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "parley_session",
            Description = "The session cookie that log-in sets. What changes something needs a same-site Origin.",
        }),
    ];

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A refusal (RFC 9457). `errors` says what is wrong with which field.",
        Required = new HashSet<string> { "type", "title", "status", "code", "detail", "trace_id" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Errors.All.Select(error => JsonValue.Create(error.Code))] },
            ["trace_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Names the request in the server's log." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
    };
}
