using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Reactions;

/// <summary>Both doors of reactions.</summary>
public static class ReactionRoutes
{
    public static void MapReactions(this RouteGroupBuilder api)
    {
        var reactions = api.MapGroup("/messages/{messageId}/reactions").WithTags("Reactions");
        reactions.MapGet("/", List).WithName("listReactions").WithSummary("Who reacted with what.").Refuses(Errors.NotFound);
        reactions.MapPut("/{emoji}", Add).WithName("addReaction").WithSummary("Puts an emoji under a message.")
            .Refuses(Errors.NotFound, Errors.MessageGone, Errors.TooManyReactions, Errors.Blocked, Errors.Silenced);
        reactions.MapDelete("/{emoji}", Remove).WithName("removeReaction").WithSummary("Takes one's own emoji back.").Refuses(Errors.NotFound);
    }

    public static void MapReactions(this SocketOps ops, ReactHandler handler)
    {
        ops.On<AddReaction, Done>((request, command, ct) => handler.HandleAsync(request.Caller, command, ct));
        ops.On<RemoveReaction, Done>((request, command, ct) => handler.HandleAsync(request.Caller, command, ct));
    }

    private static async Task<Ok<Listing<ReactionView>>> List(
        MessageId messageId, Caller caller, ReactHandler handler, CancellationToken ct, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await handler.ListAsync(caller, messageId, cursor, limit, ct));

    private static async Task<NoContent> Add(MessageId messageId, string emoji, Caller caller, ReactHandler handler, CancellationToken ct)
    {
        await handler.HandleAsync(caller, new AddReaction(messageId, emoji), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Remove(MessageId messageId, string emoji, Caller caller, ReactHandler handler, CancellationToken ct)
    {
        await handler.HandleAsync(caller, new RemoveReaction(messageId, emoji), ct);
        return TypedResults.NoContent();
    }
}
