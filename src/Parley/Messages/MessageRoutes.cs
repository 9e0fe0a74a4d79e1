using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Telemetry;

namespace Parley.Messages;

/// <summary>Both doors of messages.</summary>
public static class MessageRoutes
{
    public static void MapMessages(this RouteGroupBuilder api)
    {
        var inConversation = api.MapGroup("/conversations/{conversationId}/messages").WithTags("Messages");
        inConversation.MapGet("/", Page).WithName("listMessages").WithSummary("A page of messages before, after or around an ordinal, or around a time; the newest by default.")
            .Refuses(Errors.NotFound, Errors.Forbidden);
        inConversation.MapPost("/", Send).WithName("sendMessage").WithSummary("Posts a message; the same id again is the same message.")
            .Refuses(Errors.NotFound, Errors.Forbidden, Errors.IdTaken, Errors.MessageGone, Errors.StorageFull, Errors.Blocked, Errors.Silenced, Errors.SlowMode);

        var messages = api.MapGroup("/messages/{messageId}").WithTags("Messages");
        messages.MapGet("/", One).WithName("getMessage").WithSummary("Shows one message.").Refuses(Errors.NotFound);
        messages.MapPatch("/", Edit).WithName("editMessage").WithSummary("Changes the text or the metadata of one's own message.")
            .Refuses(Errors.NotFound, Errors.Forbidden, Errors.MessageGone, Errors.Blocked, Errors.Silenced);
        messages.MapDelete("/", Delete).WithName("deleteMessage").WithSummary("Deletes a message; its text goes everywhere. A moderator may say why.")
            .Refuses(Errors.NotFound, Errors.Forbidden);
        messages.MapGet("/replies", Replies).WithName("listReplies").WithSummary("The replies to a message.").Refuses(Errors.NotFound);
        messages.MapGet("/context", Context).WithName("messageContext").WithSummary("Where a message stands: its conversation and the page around it.")
            .Refuses(Errors.NotFound);
        messages.MapGet("/edits", Edits).WithName("listEdits").WithSummary("What a message said before its edits.").Refuses(Errors.NotFound);
    }

    public static void MapMessages(
        this SocketOps ops, SendMessageHandler send, EditMessageHandler edit, DeleteMessageHandler delete, Figures figures)
    {
        ops.On<SendMessage, SentMessage>(async (request, command, ct) =>
        {
            var sent = await send.HandleAsync(request.Caller, command, ct);
            if (sent.IsNew)
                figures.Messages.Sent(sent.Message.MessageType, Door.Socket);

            return new SentMessage(sent.Message);
        });
        ops.On<EditMessage, SentMessage>(async (request, command, ct) => new SentMessage(await edit.HandleAsync(request.Caller, command, ct)));
        ops.On<DeleteMessage, Done>((request, command, ct) => delete.HandleAsync(request.Caller, command, ct));
    }

    private static async Task<Results<Created<MessageView>, Ok<MessageView>>> Send(
        ConversationId conversationId, SendMessageBody body, Caller caller, SendMessageHandler handler, Figures figures, CancellationToken ct)
    {
        var sent = await handler.HandleAsync(caller, new SendMessage(
            conversationId, body.Content, body.Id, body.MessageType, body.ReplyTo, body.ForwardFrom, body.AttachmentIds, body.Metadata,
            body.ClearDraft), ct);
        if (!sent.IsNew)
            return TypedResults.Ok(sent.Message);

        figures.Messages.Sent(sent.Message.MessageType, Door.Rest);
        return TypedResults.Created($"/api/v1/messages/{sent.Message.Id}", sent.Message);
    }

    private static async Task<Results<Ok<MessagePage>, WireBytes>> Page(
        ConversationId conversationId, Caller caller, ReadMessagesHandler handler, CancellationToken ct, long? before = null,
        long? after = null, long? around = null, DateTimeOffset? around_time = null, int? limit = null) =>
        (before ?? after ?? around, around_time) switch
        {
            (null, null) when limit is null or Limits.DefaultPageItems => new WireBytes(await handler.NewestAsync(caller, conversationId, ct)),
            (null, { } time) => TypedResults.Ok(await handler.PageAsync(caller, conversationId, time, limit, ct)),
            (_, null) => TypedResults.Ok(await handler.PageAsync(caller, conversationId, before, after, around, limit, ct)),
            _ => throw new Refusal(Errors.ValidationFailed, "Name one of before, after, around and around_time."),
        };

    private static async Task<Ok<MessageContext>> Context(
        MessageId messageId, Caller caller, ReadMessagesHandler handler, CancellationToken ct, int? limit = null) =>
        TypedResults.Ok(await handler.ContextAsync(caller, messageId, limit, ct));

    private static async Task<Ok<MessageView>> One(MessageId messageId, Caller caller, ReadMessagesHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.OneAsync(caller, messageId, ct));

    private static async Task<Ok<MessageView>> Edit(
        MessageId messageId, EditMessageBody body, Caller caller, EditMessageHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.HandleAsync(caller, new EditMessage(messageId, body.Content, body.Metadata), ct));

    private static async Task<NoContent> Delete(
        MessageId messageId, Caller caller, DeleteMessageHandler handler, CancellationToken ct, string? reason = null)
    {
        var command = new DeleteMessage(messageId, reason);
        Validation.Check(command);   // the words stand in the address, where the group's filter does not look
        await handler.HandleAsync(caller, command, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Listing<MessageView>>> Replies(
        MessageId messageId, Caller caller, ReadMessagesHandler handler, CancellationToken ct, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await handler.RepliesAsync(caller, messageId, PageSize.Position(cursor), limit, ct));

    private static async Task<Ok<Listing<MessageEditView>>> Edits(
        MessageId messageId, Caller caller, ReadMessagesHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.EditsAsync(caller, messageId, ct));
}
