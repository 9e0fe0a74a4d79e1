using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Messages;
using Parley.Protocol;
using Parley.Telemetry;

namespace Parley.Dialects.OffChat;

/// <summary>Messages: the newest first; deleted ones are shown by their id only, without their words.</summary>
internal static class Messages
{
    private const int PageItems = 50;

    public static async Task<IResult> List(
        HttpContext http, ConversationId conversation, Viewer viewer, OpenDoors doors, NumberedMessagesHandler messages, OffChatMessages shown, CancellationToken ct)
    {
        var page = Paging.Asked(http, PageItems);
        await doors.RequireAsync(viewer.Caller, conversation, Permission.Read, ct);
        var found = await messages.OfConversationAsync(viewer.Caller, conversation, page, new() { NewestFirst = true }, ct);
        var items = await shown.AllAsync(viewer, found.Items, ct);
        return TypedResults.Json(Paging.Of(http, page, new Numbered<MessageJson>(items, found.Count), item => item), OffChatJson.Wire.PageMessageJson);
    }

    public static async Task<IResult> Send(
        ConversationId conversation, Viewer viewer, Fields body, OpenDoors doors, Talk talk, OffChatMessages shown, CancellationToken ct)
    {
        var where = await doors.RequireAsync(viewer.Caller, conversation, Permission.Post, ct);
        var files = body.Files("attachments");
        var command = new SendMessage(
            conversation, body.TextOrNull("content") ?? "", MessageType: Talk.TypeOf(body, files.Count > 0), ReplyTo: body.IdOrNull<MessageId>("reply_to"),
            ForwardFrom: body.IdOrNull<MessageId>("forwarded_from"));
        if (string.IsNullOrWhiteSpace(command.Content) && files.Count == 0 && command.ForwardFrom is null)
            throw Fields.Wrong("content", body.Has("content") ? "This field may not be blank." : "This field is required.");

        try
        {
            var sent = await talk.SayAsync(viewer.Caller, where, command, files, Door.Rest, ct);
            return TypedResults.Json(await shown.OneAsync(viewer, sent, ct), OffChatJson.Wire.MessageJson, statusCode: 201);
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound && (command.ReplyTo is not null || command.ForwardFrom is not null))
        {
            var field = command.ReplyTo is not null ? "reply_to" : "forwarded_from";
            throw Fields.Wrong(field, $"Invalid pk \"{command.ReplyTo ?? command.ForwardFrom}\" - object does not exist.");
        }
    }

    public static async Task<IResult> One(
        ConversationId conversation, MessageId message, Viewer viewer, OpenDoors doors, ReadMessagesHandler messages, OffChatMessages shown, CancellationToken ct)
    {
        var found = await RequireAsync(conversation, message, viewer.Caller, doors, messages, ct);
        return TypedResults.Json(await shown.OneAsync(viewer, found, ct), OffChatJson.Wire.MessageJson);
    }

    public static async Task<IResult> Edit(
        ConversationId conversation, MessageId message, Viewer viewer, Fields body, OpenDoors doors, ReadMessagesHandler messages, EditMessageHandler handler,
        OffChatMessages shown, CancellationToken ct)
    {
        await RequireAsync(conversation, message, viewer.Caller, doors, messages, ct);
        return await EditAsync(message, viewer, body, handler, shown, ct);
    }

    public static async Task<IResult> Delete(
        ConversationId conversation, MessageId message, Caller caller, OpenDoors doors, ReadMessagesHandler messages, DeleteMessageHandler handler, CancellationToken ct)
    {
        await RequireAsync(conversation, message, caller, doors, messages, ct);
        await handler.HandleAsync(caller, new DeleteMessage(message), ct);
        return TypedResults.Json(new SaidJson("Message deleted successfully"), OffChatJson.Wire.SaidJson);
    }

    /// <summary>The client's own way of editing, which its server did not have.</summary>
    public static Task<IResult> EditAlone(
        MessageId message, Viewer viewer, Fields body, EditMessageHandler handler, OffChatMessages shown, CancellationToken ct) =>
        EditAsync(message, viewer, body, handler, shown, ct);

    /// <summary>The client's own way of deleting. At the root AriStay answers there, so it is answered the same here.</summary>
    public static async Task<IResult> DeleteAlone(MessageId message, Caller caller, DeleteMessageHandler handler, CancellationToken ct)
    {
        await handler.HandleAsync(caller, new DeleteMessage(message), ct);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> EditAsync(
        MessageId message, Viewer viewer, Fields body, EditMessageHandler handler, OffChatMessages shown, CancellationToken ct)
    {
        var command = new EditMessage(message, body.Text("content"));
        Validation.Check(command);
        return TypedResults.Json(await shown.OneAsync(viewer, await handler.HandleAsync(viewer.Caller, command, ct), ct), OffChatJson.Wire.MessageJson);
    }

    private static async ValueTask<MessageView> RequireAsync(
        ConversationId conversation, MessageId message, Caller caller, OpenDoors doors, ReadMessagesHandler messages, CancellationToken ct)
    {
        await doors.RequireAsync(caller, conversation, Permission.Read, ct);
        return await messages.OneAsync(caller, message, ct) is var found && found.ConversationId == conversation ? found : throw new Refusal(Errors.NotFound);
    }
}
