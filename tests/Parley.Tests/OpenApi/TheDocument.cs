using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Protocol;
using Parley.Server.OpenApi;
using Xunit;

namespace Parley.Tests.OpenApi;

public sealed class TheDocument
{
    [Fact]
    public async Task Describes_a_route_with_its_refusals_and_examples()
    {
        var (complaints, document) = await DocumentOf(app => app
            .MapPost("/api/v1/conversations/{conversationId}/messages", Send)
            .WithName("SendMessage").WithSummary("Posts a message").Refuses(Errors.IdTaken));

        var operation = document.GetProperty("paths").GetProperty("/api/v1/conversations/{conversationId}/messages").GetProperty("post");
        var refusals = operation.GetProperty("responses").GetProperty("409").GetProperty("content").GetProperty("application/problem+json");

        Assert.Empty(complaints);
        Assert.True(refusals.GetProperty("examples").TryGetProperty("id_taken", out _));
    }

    [Fact]
    public async Task Shows_the_example_that_the_route_names()
    {
        var (_, document) = await DocumentOf(app => app
            .MapPost("/messages/{conversationId}", Send)
            .WithName("SendMessage").WithSummary("Posts a message").WithExample(request: new SendMessageBody("Good morning")));

        var body = document.GetProperty("paths").GetProperty("/messages/{conversationId}").GetProperty("post").GetProperty("requestBody");

        Assert.Equal("Good morning", body.GetProperty("content").GetProperty("application/json").GetProperty("example").GetProperty("content").GetString());
    }

    [Fact]
    public async Task Is_found_wanting_when_a_route_says_nothing_about_itself()
    {
        var (complaints, _) = await DocumentOf(app => app.MapPost("/messages/{conversationId}", Send));

        Assert.Equal(
            ["POST /messages/{conversationId} has no summary", "POST /messages/{conversationId} has no operation id"], complaints);
    }

    [Fact]
    public async Task Is_found_wanting_when_a_route_is_missing()
    {
        var (complaints, _) = await DocumentOf(app => app.MapGet("/bare", (HttpContext context) => context.Response.WriteAsync("")));

        Assert.Contains("GET /bare is not in the document", complaints);
    }

    private static Created<MessageView> Send(ConversationId conversationId, SendMessageBody body) =>
        throw new InvalidOperationException("Only described, never called.");

    private static async Task<(IReadOnlyList<string> Complaints, JsonElement Document)> DocumentOf(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddParleyOpenApi(new Parley.Dialects.DialectSettings([], [], new HashSet<string>(), ShowsEmails: true));
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Wire);
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        });
        await using var app = builder.Build();
        map(app);
        app.MapParleyOpenApi();
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var client = new HttpClient();
        var text = await client.GetStringAsync($"{app.Urls.Single()}/openapi/v1.json", TestContext.Current.CancellationToken);
        var document = JsonDocument.Parse(text).RootElement;
        return (DescribedRoutes.Complaints(app.Services.GetRequiredService<EndpointDataSource>(), document), document);
    }
}
