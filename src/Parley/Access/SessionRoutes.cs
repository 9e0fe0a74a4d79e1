using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access.LogIns;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>One's own log-ins.</summary>
public static class SessionRoutes
{
    public static void MapSessions(this RouteGroupBuilder api)
    {
        var sessions = api.MapGroup("/sessions").WithTags("Signing in");
        sessions.MapGet("/", async Task<Ok<Listing<SessionView>>> (Caller caller, ListSessionsHandler handler, CancellationToken ct) =>
                TypedResults.Ok(await handler.HandleAsync(caller, ct)))
            .WithName("listSessions").WithSummary("One's open log-ins, the last used first.");
        sessions.MapDelete("/{sessionId}", End).WithName("endSession").WithSummary("Ends one of one's log-ins; its sockets close.")
            .Refuses(Errors.NotFound);
    }

    private static async Task<NoContent> End(SessionId sessionId, Caller caller, EndSessionsHandler handler, CancellationToken ct)
    {
        await handler.EndAsync(caller, sessionId, ct);
        return TypedResults.NoContent();
    }
}
