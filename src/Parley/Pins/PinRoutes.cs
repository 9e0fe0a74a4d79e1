using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Pins;

/// <summary>Both doors of pins.</summary>
public static class PinRoutes
{
    public static IServiceCollection AddPins(this IServiceCollection services) =>
        services.AddSingleton<PinHandler>().AddSingleton<ILogCompanion, PinCompanion>();

    public static void MapPins(this RouteGroupBuilder api)
    {
        var pin = api.MapGroup("/messages/{messageId}/pin").WithTags("Pins");
        pin.MapPut("/", Pin).WithName("pinMessage").WithSummary("Pins a message for everybody in its conversation.")
            .Refuses(Errors.NotFound, Errors.Forbidden, Errors.MessageGone, Errors.TooManyPins);
        pin.MapDelete("/", Unpin).WithName("unpinMessage").WithSummary("Takes a message's pin away.").Refuses(Errors.NotFound, Errors.Forbidden);
        api.MapGet("/conversations/{conversationId}/pins", List).WithTags("Pins").WithName("listPins")
            .WithSummary("The pinned messages, the newest pin first.").Refuses(Errors.NotFound, Errors.Forbidden);
    }

    public static void MapPins(this SocketOps ops, PinHandler handler)
    {
        ops.On<PinMessage, Done>((request, command, ct) => handler.HandleAsync(request.Caller, command, ct));
        ops.On<UnpinMessage, Done>((request, command, ct) => handler.HandleAsync(request.Caller, command, ct));
    }

    private static async Task<NoContent> Pin(MessageId messageId, Caller caller, PinHandler handler, CancellationToken ct)
    {
        await handler.HandleAsync(caller, new PinMessage(messageId), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Unpin(MessageId messageId, Caller caller, PinHandler handler, CancellationToken ct)
    {
        await handler.HandleAsync(caller, new UnpinMessage(messageId), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Listing<PinView>>> List(ConversationId conversationId, Caller caller, PinHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.ListAsync(caller, conversationId, ct));
}
