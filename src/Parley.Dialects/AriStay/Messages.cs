using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Messages;
using Parley.Protocol;
using Parley.Receipts;

namespace Parley.Dialects.AriStay;

/// <summary>Reading messages, searching them, changing and deleting one's own.</summary>
internal static class Messages
{
    private const int PageItems = 50;
    private const int MostItems = 100;
    private const int ShortestSearch = 3;

    public static Task<IResult> List(Caller caller, HttpContext http, NumberedMessagesHandler messages, AriStayViews views, CancellationToken ct)
    {
        var query = http.Request.Query;
        return ListedAsync(caller, http, messages, views, new()
        {
            NewestFirst = query["ordering"] != "created_at", Text = query["search"], Type = Type(query["message_type"]), SenderN = Number(query["sender"]),
        }, ct);
    }

    public static Task<IResult> Search(Caller caller, HttpContext http, NumberedMessagesHandler messages, AriStayViews views, CancellationToken ct) =>
        http.Request.Query["q"].ToString().Trim() is { Length: >= ShortestSearch } letters
            ? ListedAsync(caller, http, messages, views, new() { NewestFirst = true, Text = letters }, ct)
            : throw new Refusal(Errors.ValidationFailed, $"Search query must be at least {ShortestSearch} characters");

    public static async Task<IResult> One(
        string message, Caller caller, HttpRequest request, ReadMessagesHandler messages, AriStayViews views, CancellationToken ct) =>
        await ShownAsync(await PresentAsync(message, caller, messages, ct), caller, request, views, ct);

    public static async Task<IResult> Edit(
        string message, Caller caller, Fields body, HttpRequest request, ReadMessagesHandler messages, EditMessageHandler handler, AriStayViews views,
        CancellationToken ct)
    {
        var command = new EditMessage((await OwnAsync(message, caller, messages, ct)).Id, body.Text("content"));
        Validation.Check(command);
        return await ShownAsync(await handler.HandleAsync(caller, command, ct), caller, request, views, ct);
    }

    public static async Task<IResult> Delete(
        string message, Caller caller, ReadMessagesHandler messages, DeleteMessageHandler handler, CancellationToken ct)
    {
        await handler.HandleAsync(caller, new DeleteMessage((await OwnAsync(message, caller, messages, ct)).Id), ct);
        return TypedResults.NoContent();
    }

    public static async Task<IResult> MarkRead(
        string message, Caller caller, HttpRequest request, ReadMessagesHandler messages, MarkReadHandler handler, AriStayViews views, CancellationToken ct)
    {
        var found = await PresentAsync(message, caller, messages, ct);
        await handler.HandleAsync(caller, new MarkRead(found.ConversationId, found.Ordinal), ct);
        return await ShownAsync(found, caller, request, views, ct);
    }

    private static async Task<IResult> ShownAsync(MessageView message, Caller caller, HttpRequest request, AriStayViews views, CancellationToken ct) =>
        TypedResults.Json(await views.MessageAsync(caller, message, request, ct), AriStayJson.Wire.MessageJson);

    private static async Task<IResult> ListedAsync(
        Caller caller, HttpContext http, NumberedMessagesHandler messages, AriStayViews views, MessageFilter filter, CancellationToken ct)
    {
        var page = Paging.Asked(http, PageItems, MostItems);
        var found = await FoundAsync(caller, http.Request.Query["room"], page, filter, messages, ct);
        var shown = await views.MessagesAsync(caller, found.Items, http.Request, ct);
        return TypedResults.Json(
            Paging.Of(http, page, new Numbered<MessageJson>(shown, found.Count), message => message), AriStayJson.Wire.PageMessageJson);
    }

    // In a room that one is not in there is nothing, and nothing tells whether there is such a room.
    private static async Task<Numbered<MessageView>> FoundAsync(
        Caller caller, string? room, PageNumber page, MessageFilter filter, NumberedMessagesHandler messages, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(room))
            return await messages.OfAllAsync(caller, page, filter, ct);
        if (!Guid.TryParse(room, out var id))
            throw Fields.Wrong("room", "Enter a valid UUID.");

        try
        {
            return await messages.OfConversationAsync(caller, ConversationId.Of(id), page, filter, ct);
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound || refusal.Error == Errors.Forbidden)
        {
            return new([], 0);
        }
    }

    private static async Task<MessageView> PresentAsync(string message, Caller caller, ReadMessagesHandler messages, CancellationToken ct) =>
        Guid.TryParse(message, out var id) && await messages.OneAsync(caller, MessageId.Of(id), ct) is { DeletedAt: null } found
            ? found
            : throw new Refusal(Errors.NotFound);

    // The document lets only its sender change a message; elsewhere moderators delete others' too.
    private static async Task<MessageView> OwnAsync(string message, Caller caller, ReadMessagesHandler messages, CancellationToken ct) =>
        await PresentAsync(message, caller, messages, ct) is var found && found.SenderId == caller.UserId ? found : throw new Refusal(Errors.Forbidden);

    private static MessageType? Type(string? name) => string.IsNullOrEmpty(name) ? null
        : MessageTexts.TypeNamed(name)
            ?? throw Fields.Wrong("message_type", $"Select a valid choice. {MessageTexts.Cut(name)} is not one of the available choices.");

    private static long? Number(string? text) => string.IsNullOrEmpty(text) ? null
        : long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
        : throw Fields.Wrong("sender", "Enter a number.");
}
