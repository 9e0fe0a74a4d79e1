using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Receipts;

/// <summary>Both doors of read receipts.</summary>
public static class ReceiptRoutes
{
    public static void MapReceipts(this RouteGroupBuilder api)
    {
        api.MapPost("/conversations/{conversationId}/read", Read).WithTags("Receipts").WithName("markRead")
            .WithSummary("Moves one's read position forward, to the end by default.").Refuses(Errors.NotFound);
        api.MapPost("/conversations/{conversationId}/delivered", Delivered).WithTags("Receipts").WithName("markDelivered")
            .WithSummary("Says how far messages have reached a device of one's own, up to the end by default.").Refuses(Errors.NotFound);
        api.MapPost("/conversations/{conversationId}/unread", Unread).WithTags("Receipts").WithName("markUnread")
            .WithSummary("Lets a conversation count as unread from a message on, for oneself alone, until one reads or writes there.").Refuses(Errors.NotFound);
        api.MapGet("/messages/{messageId}/readers", Readers).WithTags("Receipts").WithName("listReaders")
            .WithSummary("Who has read a message.").Refuses(Errors.NotFound);
    }

    public static void MapReceipts(this SocketOps ops, MarkReadHandler read, MarkDeliveredHandler delivered)
    {
        ops.On<MarkRead, Done>((request, command, ct) => read.HandleAsync(request.Caller, command, ct));
        ops.On<MarkDelivered, Done>((request, command, ct) => delivered.HandleAsync(request.Caller, command, ct));
    }

    private static async Task<NoContent> Read(
        ConversationId conversationId, ReadBody? body, Caller caller, MarkReadHandler handler, CancellationToken ct)
    {
        await handler.HandleAsync(caller, new MarkRead(conversationId, body?.Ordinal), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Delivered(
        ConversationId conversationId, ReadBody? body, Caller caller, MarkDeliveredHandler handler, CancellationToken ct)
    {
        await handler.HandleAsync(caller, new MarkDelivered(conversationId, body?.Ordinal), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Unread(
        ConversationId conversationId, UnreadBody body, Caller caller, MarkUnreadHandler handler, CancellationToken ct)
    {
        await handler.HandleAsync(caller, conversationId, body, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Listing<ReaderView>>> Readers(
        MessageId messageId, Caller caller, MarkReadHandler handler, CancellationToken ct, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await handler.ReadersAsync(caller, messageId, cursor, limit, ct));
}
