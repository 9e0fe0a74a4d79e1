using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Files;
using Parley.Messages;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.SpaCentral;

/// <summary>Messages between two: the list, sending with a file, editing, deleting, and the file itself.</summary>
internal static class Messages
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 20;

    // By the name's end; whatever else it is called is a file.
    private static readonly HashSet<string> Media =
    [
        "jpg", "jpeg", "png", "gif", "bmp", "webp",
        "mp3", "wav", "ogg", "m4a", "aac",
        "mp4", "avi", "mov", "wmv", "flv", "webm",
    ];

    private static readonly HashSet<string> Types = ["text", "file", "image", "audio", "video"];

    public static async Task<IResult> List(Caller caller, HttpContext http, NumberedMessagesHandler messages, SpaCentralViews views, CancellationToken ct)
    {
        var page = Paging.Asked(http, PageSize);
        var found = await messages.OfAllAsync(caller, page, new() { ConversationType = ConversationType.Direct, WithDeleted = true }, ct);
        var shown = new Numbered<MessageJson>(await views.MessagesAsync(caller, http, found.Items, ct), found.Count);
        return TypedResults.Json(Paging.Of(http, page, shown, one => one), SpaCentralJson.Wire.PageMessageJson);
    }

    public static async Task<IResult> Send(
        Caller caller, Fields body, HttpContext http, PersonCards cards, Pairs pairs, SpaCentralViews views, CancellationToken ct)
    {
        var receiver = body.Integer("receiver_id");
        var card = await cards.FindAsync(caller.WorkspaceN, receiver, ct) ?? throw Unknown("receiver_id", receiver);
        if (body.TextOrNull("message_type") is { Length: > 0 } type && !Types.Contains(type))
            throw Fields.Wrong("message_type", $"\"{(type.Length > 64 ? type[..64] : type)}\" is not a valid choice.");

        var (files, content) = (body.Files("file"), body.TextOrNull("message") ?? "");
        if (files.Count == 0)
            content = body.Text("message");

        var sent = await pairs.SendAsync(
            caller, card, new(content, TypeOf(files), await RepliedAsync(caller, card, body, pairs, ct)) { Files = files }, ct);
        return TypedResults.Json(await views.MessageAsync(caller, http, sent, ct), SpaCentralJson.Wire.MessageJson, statusCode: 201);
    }

    public static async Task<IResult> One(
        long message, Caller caller, HttpContext http, Pairs pairs, ReadMessagesHandler messages, SpaCentralViews views, CancellationToken ct)
    {
        var found = await messages.OneAsync(caller, (await pairs.MessageAsync(caller, message, ct)).MessageId, ct);
        return TypedResults.Json(await views.MessageAsync(caller, http, found, ct), SpaCentralJson.Wire.MessageJson);
    }

    public static async Task<IResult> Edit(
        long message, Caller caller, Fields body, HttpContext http, Pairs pairs, EditMessageHandler handler, SpaCentralViews views, CancellationToken ct)
    {
        var found = await pairs.MessageAsync(caller, message, ct);
        var content = body.TextOrNull("message");
        if (found.SenderN == caller.UserN && found.Type is not (MessageType.Text or MessageType.Emoji))
            throw new Refusal(Errors.ValidationFailed, "Only text messages can be edited");
        if (found.SenderN == caller.UserN && string.IsNullOrWhiteSpace(content))
            throw new Refusal(Errors.ValidationFailed, "Message cannot be empty");

        var command = new EditMessage(found.MessageId, content ?? "");
        Validation.Check(command);
        var edited = await handler.HandleAsync(caller, command, ct);   // whose it is, and whether it is still there
        return TypedResults.Json(await views.MessageAsync(caller, http, edited, ct), SpaCentralJson.Wire.MessageJson);
    }

    public static async Task<IResult> Delete(long message, Caller caller, Pairs pairs, DeleteMessageHandler handler, CancellationToken ct)
    {
        await DeleteAsync(message, caller, pairs, handler, ct);
        return TypedResults.Json(new StatusJson("success"), SpaCentralJson.Wire.StatusJson);
    }

    // By the plain verb either of the two could take a message from the other for good; the document says the sender, softly.
    public static async Task<IResult> Remove(long message, Caller caller, Pairs pairs, DeleteMessageHandler handler, CancellationToken ct)
    {
        await DeleteAsync(message, caller, pairs, handler, ct);
        return TypedResults.NoContent();
    }

    public static async Task<IResult> Download(
        long message, Caller caller, RowNumbers numbers, Pairs pairs, ReadMessagesHandler messages, DownloadFileHandler handler, CancellationToken ct)
    {
        await numbers.MessageAsync(caller, message, ct);
        var found = await pairs.MessageOrNullAsync(caller, message, ct) ?? throw new Refusal(Errors.Forbidden, "Permission denied");
        return (await messages.OneAsync(caller, found.MessageId, ct)).Attachments is [var file, ..]
            ? (await handler.ContentAsync(caller, file.Id, ct)).ForSaving()
            : throw new Refusal(Errors.NotFound, "File not found");
    }

    private static async Task DeleteAsync(long message, Caller caller, Pairs pairs, DeleteMessageHandler handler, CancellationToken ct) =>
        await handler.HandleAsync(caller, new DeleteMessage((await pairs.MessageAsync(caller, message, ct)).MessageId), ct);

    // Named as a picture, a sound or a film it is what the look into it finds; otherwise it is a file, whatever it holds.
    private static MessageType TypeOf(IReadOnlyList<ReceivedFile> files) =>
        files.Count == 0 || Media.Contains(FileNames.Extension(files[0].Name)) ? MessageType.Text : MessageType.File;

    private static async Task<MessageId?> RepliedAsync(Caller caller, PersonCard receiver, Fields body, Pairs pairs, CancellationToken ct)
    {
        var field = body.Has("reply_to") ? "reply_to" : "reply_to_id";
        if (body.IntegerOrNull(field) is not { } n)
            return null;

        var conversation = await pairs.FindAsync(caller, receiver.N, ct);
        return await pairs.MessageOrNullAsync(caller, n, ct) is { } replied && replied.Membership.ConversationN == conversation?.N
            ? replied.MessageId
            : throw Unknown(field, n);
    }

    private static Refusal Unknown(string field, long n) =>
        Fields.Wrong(field, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Invalid pk \"{n}\" - object does not exist."));
}
