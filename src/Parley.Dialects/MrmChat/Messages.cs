using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Messages;
using Parley.Protocol;

namespace Parley.Dialects.MrmChat;

/// <summary>Saying something, and reading what was said, the oldest first.</summary>
internal static class Messages
{
    // A list without pages has an end somewhere; it holds the newest ones.
    private const int Listed = 5_000;

    public static async Task<IResult> Send(
        string chat, Caller caller, Fields body, RowNumbers numbers, SendWithFiles sends, MrmChatViews views, CancellationToken ct)
    {
        var id = await Chats.IdAsync(chat, caller, numbers, ct);
        var sent = await sends.SendAsync(caller, new SendMessage(id, body.Text("content")), [], ct);
        return TypedResults.Json((await views.MessagesAsync([(sent, Number(chat))], ct))[0], MrmChatJson.Wire.MessageJson, statusCode: 201);
    }

    public static async Task<IResult> OfChat(
        string chat, Caller caller, RowNumbers numbers, NumberedMessagesHandler messages, MrmChatViews views, CancellationToken ct)
    {
        var found = await messages.OfConversationAsync(
            caller, await Chats.IdAsync(chat, caller, numbers, ct), new(1, Listed), new() { NewestFirst = true }, ct);
        return TypedResults.Json(
            await views.MessagesAsync([.. found.Items.Reverse().Select(message => (message, Number(chat)))], ct), MrmChatJson.Wire.IReadOnlyListMessageJson);
    }

    public static async Task<IResult> OfAll(
        Caller caller, RowNumbers numbers, NumberedMessagesHandler messages, MrmChatViews views, CancellationToken ct)
    {
        var found = await messages.OfAllAsync(caller, new(1, Listed), new() { NewestFirst = true }, ct);
        var chats = new Dictionary<ConversationId, long>();
        foreach (var id in found.Items.Select(message => message.ConversationId).Distinct())
            chats[id] = await numbers.OfConversationAsync(caller, id, ct);

        return TypedResults.Json(
            await views.MessagesAsync([.. found.Items.Reverse().Select(message => (message, chats[message.ConversationId]))], ct),
            MrmChatJson.Wire.IReadOnlyListMessageJson);
    }

    public static async Task<IResult> One(
        string message, Caller caller, RowNumbers numbers, ReadMessagesHandler messages, MrmChatViews views, CancellationToken ct)
    {
        if (!long.TryParse(message, System.Globalization.CultureInfo.InvariantCulture, out var n))
            throw new Refusal(Errors.NotFound);

        var found = await messages.OneAsync(caller, await numbers.MessageAsync(caller, n, ct), ct);
        if (found.DeletedAt is not null)
            throw new Refusal(Errors.NotFound);

        var chat = await numbers.OfConversationAsync(caller, found.ConversationId, ct);
        return TypedResults.Json((await views.MessagesAsync([(found, chat)], ct))[0], MrmChatJson.Wire.MessageJson);
    }

    private static long Number(string chat) => long.Parse(chat, System.Globalization.CultureInfo.InvariantCulture);
}
