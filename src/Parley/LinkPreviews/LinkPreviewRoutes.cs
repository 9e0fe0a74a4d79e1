using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Upkeep;
using Parley.Workspaces;

namespace Parley.LinkPreviews;

/// <summary>The door of link previews.</summary>
public static class LinkPreviewRoutes
{
    public static IServiceCollection AddLinkPreviews(this IServiceCollection services) => services
        .AddSingleton(s => LinkPreviewSettings.From(s.GetRequiredService<IConfiguration>()))
        .AddSingleton<LinkFetcher>().AddSingleton<LinkPreviewHandler>().AddChore<LinkPreviewChore>()
        .AddSingleton<ILogCompanion>(s => new LinkPreviewCompanion(
            s.GetRequiredService<WorkspaceDirectory>(), s.GetRequiredService<LinkPreviewSettings>(),
            s.GetRequiredService<LinkPreviewChore>));   // later: the chore needs the log, which needs its companions

    public static void MapLinkPreviews(this RouteGroupBuilder api)
    {
        var preview = api.MapGroup("/messages/{messageId}/link-previews/{previewId}").WithTags("Link previews");
        preview.MapDelete("/", Remove).WithName("removeLinkPreview").WithSummary("Takes a card from a message.")
            .Refuses(Errors.NotFound, Errors.Forbidden);
        preview.MapGet("/image", Image).WithName("linkPreviewImage").WithSummary("The image of a card, fetched by the server.")
            .Produces(StatusCodes.Status200OK, contentType: "image/png", additionalContentTypes: ["image/jpeg", "image/gif", "image/webp"]).Refuses(Errors.NotFound);
    }

    private static async Task<NoContent> Remove(
        MessageId messageId, Guid previewId, Caller caller, LinkPreviewHandler handler, CancellationToken ct)
    {
        await handler.RemoveAsync(caller, messageId, previewId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<FileContentHttpResult> Image(
        MessageId messageId, Guid previewId, Caller caller, HttpContext http, LinkPreviewHandler handler, CancellationToken ct)
    {
        var (image, bytes) = await handler.ImageAsync(caller, messageId, previewId, ct);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, max-age=86400";
        return TypedResults.Bytes(bytes, image.ContentType);
    }
}
