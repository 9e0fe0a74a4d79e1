using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Messages;
using Parley.Protocol;
using Parley.Telemetry;

namespace Parley.Dialects.TenantChat;

/// <summary>The messages of a conversation, the oldest first; deleted ones are hidden.</summary>
internal static class Messages
{
    /// <summary>Whoever is not in the conversation, or asks for one that does not exist, finds nothing in it.</summary>
    public static async Task<IResult> List(
        ConversationId conversation, HttpContext http, Caller caller, Doorway doorway, NumberedMessagesHandler messages, TenantChatViews views,
        CancellationToken ct)
    {
        var page = Paging.Asked(http, Conversations.Listed, Conversations.MostListed);
        var found = await FoundAsync(conversation, caller, page, messages, ct);
        var shown = await views.MessagesAsync(caller, doorway, found.Items, ct);
        return TypedResults.Json(Paging.Of(http, page, new Numbered<MessageJson>(shown, found.Count), one => one), TenantChatJson.Wire.PageMessageJson);
    }

    public static async Task<IResult> Send(
        ConversationId conversation, Caller caller, Fields body, Doorway doorway, Sending sending, TenantChatViews views, CancellationToken ct)
    {
        var sent = await sending.SendAsync(caller, doorway, conversation, body, Door.Rest, ct);
        return TypedResults.Json(await views.MessageAsync(caller, doorway, sent, ct), TenantChatJson.Wire.MessageJson, statusCode: 201);
    }

    public static async Task<IResult> One(
        ConversationId conversation, MessageId message, Caller caller, Doorway doorway, ReadMessagesHandler messages, TenantChatViews views,
        CancellationToken ct) =>
        TypedResults.Json(
            await views.MessageAsync(caller, doorway, await InAsync(conversation, message, caller, messages, ct), ct), TenantChatJson.Wire.MessageJson);

    public static async Task<IResult> Edit(
        ConversationId conversation, MessageId message, Caller caller, Fields body, Doorway doorway, ReadMessagesHandler messages,
        EditMessageHandler handler, TenantChatViews views, CancellationToken ct)
    {
        await InAsync(conversation, message, caller, messages, ct);
        var command = new EditMessage(message, body.Text("content"));
        Validation.Check(command);
        var edited = await handler.HandleAsync(caller, command, ct);
        return TypedResults.Json(await views.MessageAsync(caller, doorway, edited, ct), TenantChatJson.Wire.MessageJson);
    }

    public static async Task<IResult> Delete(
        ConversationId conversation, MessageId message, Caller caller, ReadMessagesHandler messages, DeleteMessageHandler handler, CancellationToken ct)
    {
        await InAsync(conversation, message, caller, messages, ct);
        await handler.HandleAsync(caller, new DeleteMessage(message), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Numbered<MessageView>> FoundAsync(
        ConversationId conversation, Caller caller, PageNumber page, NumberedMessagesHandler messages, CancellationToken ct)
    {
        try
        {
            return await messages.OfConversationAsync(caller, conversation, page, new(), ct);
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound || refusal.Error == Errors.Forbidden)
        {
            return new([], 0);
        }
    }

    /// <summary>A message that stands in this conversation and is not deleted.</summary>
    private static async Task<MessageView> InAsync(
        ConversationId conversation, MessageId message, Caller caller, ReadMessagesHandler messages, CancellationToken ct)
    {
        var found = await messages.OneAsync(caller, message, ct);
        return found.ConversationId == conversation && found.DeletedAt is null ? found : throw new Refusal(Errors.NotFound);
    }
}
