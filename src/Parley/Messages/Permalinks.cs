using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Protocol;

namespace Parley.Messages;

/// <summary>
/// The short address of a message, which never changes: people are led to the web page, programs to the API. It tells nothing: whoever
/// follows it is asked there who they are.
/// </summary>
public static class Permalinks
{
    public static void MapPermalinks(this IEndpointRouteBuilder app) => app.MapMethods("/m/{messageId}", ["GET", "HEAD"], Follow).ExcludeFromDescription();

    private static RedirectHttpResult Follow(MessageId messageId, HttpRequest request) => TypedResults.Redirect(
        request.GetTypedHeaders().Accept.Any(type => type.MediaType == "application/json")
            ? $"/api/v1/messages/{messageId}/context"
            : $"/?message={messageId}");
}
