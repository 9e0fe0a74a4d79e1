using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Drafts;

/// <summary>The door of drafts.</summary>
public static class DraftRoutes
{
    public static IServiceCollection AddDrafts(this IServiceCollection services) =>
        services.AddSingleton<DraftHandler>().AddSingleton<ILogCompanion, DraftCompanion>();

    public static void MapDrafts(this RouteGroupBuilder api)
    {
        api.MapGet("/me/drafts", List).WithTags("Drafts").WithName("listDrafts").WithSummary("What one has begun to write, the latest first.");
        var draft = api.MapGroup("/conversations/{conversationId}/draft").WithTags("Drafts");
        draft.MapGet("/", One).WithName("getDraft").WithSummary("One's draft in a conversation; not_found when there is none.")
            .Refuses(Errors.NotFound, Errors.Forbidden);
        draft.MapPut("/", Put).WithName("putDraft").WithSummary("Keeps what one is writing, for all of one's devices.")
            .Refuses(Errors.NotFound, Errors.Forbidden, Errors.DraftConflict);
        draft.MapDelete("/", Delete).WithName("deleteDraft").WithSummary("Lets the draft go.")
            .Refuses(Errors.NotFound, Errors.Forbidden, Errors.DraftConflict);
    }

    private static async Task<Ok<Listing<DraftView>>> List(
        Caller caller, DraftHandler handler, CancellationToken ct, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await handler.ListAsync(caller, cursor, limit, ct));

    private static async Task<Ok<DraftView>> One(ConversationId conversationId, Caller caller, DraftHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.OneAsync(caller, conversationId, ct));

    private static async Task<Ok<DraftView>> Put(
        ConversationId conversationId, DraftBody body, Caller caller, DraftHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.PutAsync(caller, conversationId, body, ct));

    private static async Task<NoContent> Delete(
        ConversationId conversationId, Caller caller, DraftHandler handler, CancellationToken ct, long? version = null)
    {
        await handler.DeleteAsync(caller, conversationId, version, ct);
        return TypedResults.NoContent();
    }
}
