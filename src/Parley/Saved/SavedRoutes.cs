using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Saved;

/// <summary>The door of saved messages.</summary>
public static class SavedRoutes
{
    public static IServiceCollection AddSaved(this IServiceCollection services) => services.AddSingleton<SavedHandler>();

    public static void MapSaved(this RouteGroupBuilder api)
    {
        api.MapGet("/me/saved", List).WithTags("Saved messages").WithName("listSaved").WithSummary("What one saved and may read, the latest first.");
        var saved = api.MapGroup("/messages/{messageId}/saved").WithTags("Saved messages");
        saved.MapPut("/", Save).WithName("saveMessage").WithSummary("Saves a message for oneself, or changes its note.")
            .Refuses(Errors.NotFound, Errors.MessageGone);
        saved.MapDelete("/", Unsave).WithName("unsaveMessage").WithSummary("Lets a saved message go.");
    }

    private static async Task<Ok<Listing<SavedView>>> List(
        Caller caller, SavedHandler handler, CancellationToken ct, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await handler.ListAsync(caller, cursor, limit, ct));

    private static async Task<NoContent> Save(
        MessageId messageId, SaveMessageBody? body, Caller caller, SavedHandler handler, CancellationToken ct)
    {
        await handler.SaveAsync(caller, messageId, body?.Note, ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Unsave(MessageId messageId, Caller caller, SavedHandler handler, CancellationToken ct)
    {
        await handler.UnsaveAsync(caller, messageId, ct);
        return TypedResults.NoContent();
    }
}
