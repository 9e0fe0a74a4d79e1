using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Presence;

/// <summary>Both doors of presence.</summary>
public static class PresenceRoutes
{
    public static void MapPresence(this RouteGroupBuilder api)
    {
        var presence = api.MapGroup("/presence").WithTags("Presence");
        presence.MapGet("/", List).WithName("listPresence").WithSummary("How reachable people are whom one shares a conversation with.");
        presence.MapPut("/me", Update).WithName("updatePresence").WithSummary("Says how reachable one is, on all one's open devices.").Refuses(Errors.NotFound);
    }

    public static void MapPresence(this SocketOps ops, PresenceHandler handler) =>
        ops.On<UpdatePresence, Done>((request, command, ct) => handler.HandleAsync(request.Caller, command, request.Connection, ct));

    private static async Task<Ok<Listing<PresenceView>>> List(
        Caller caller, PresenceHandler handler, CancellationToken ct, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "user_ids")] string? userIds = null) =>
        TypedResults.Ok(await handler.ListAsync(caller, userIds, ct));

    private static async Task<Ok<PresenceView>> Update(
        UpdatePresence body, Caller caller, PresenceHandler handler, PresenceBoard board, CancellationToken ct)
    {
        await handler.HandleAsync(caller, body, device: null, ct);
        return TypedResults.Ok(board.Of(caller.UserN, caller.UserId));
    }
}
