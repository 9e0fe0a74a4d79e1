using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Files;
using Parley.Messages;
using Parley.Protocol;

namespace Parley.Dialects.AriStay;

/// <summary>Sending a message over REST, with a file or without.</summary>
internal static class SendMessages
{
    private static readonly string[] Extensions = ["jpg", "jpeg", "png", "gif", "pdf", "doc", "docx", "xls", "xlsx"];

    public static async Task<IResult> Send(
        Caller caller, Fields body, HttpRequest request, ConversationAccess access, ReadMessagesHandler messages, SendWithFiles sends, AriStayViews views,
        CancellationToken ct)
    {
        var room = await RoomAsync(caller, body, access, ct);
        IReadOnlyList<ReceivedFile> files = body.Files("attachment") is [.., var file] ? [Checked(file, body.TextOrNull("attachment_name"))] : [];
        var command = new SendMessage(
            room, files.Count > 0 ? body.TextOrNull("content") ?? "" : body.Text("content"), body.IdOrNull<MessageId>("id"), Type(body),
            await RepliedAsync(caller, room, body, messages, ct));
        var sent = await sends.SendAsync(caller, command, files, ct);
        return TypedResults.Json(await views.MessageAsync(caller, sent, request, ct), AriStayJson.Wire.MessageJson, statusCode: 201);
    }

    private static async Task<ConversationId> RoomAsync(Caller caller, Fields body, ConversationAccess access, CancellationToken ct)
    {
        var room = body.Id<ConversationId>("room");
        try
        {
            await access.RequireAsync(caller, room, Permission.Read, ct);
            return room;
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound || refusal.Error == Errors.Forbidden)
        {
            throw Fields.Wrong("room", "You are not a participant of this room.");
        }
    }

    private static async Task<MessageId?> RepliedAsync(
        Caller caller, ConversationId room, Fields body, ReadMessagesHandler messages, CancellationToken ct)
    {
        if ((body.IdOrNull<MessageId>("reply_to") ?? body.IdOrNull<MessageId>("reply_to_id")) is not { } target)
            return null;

        try
        {
            return (await messages.OneAsync(caller, target, ct)).ConversationId == room
                ? target
                : throw Fields.Wrong("reply_to", "The message that is answered stands in another room.");
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound)
        {
            throw Fields.Wrong("reply_to", $"Invalid pk \"{target}\" - object does not exist.");
        }
    }

    // What a file is, the core finds out by looking at it.
    private static MessageType Type(Fields body) => body.TextOrNull("message_type") switch
    {
        null or "" => MessageType.Text,
        "system" => throw Fields.Wrong("message_type", "Only the server writes system messages."),
        var name => MessageTexts.TypeNamed(name) ?? throw Fields.Wrong("message_type", $"\"{MessageTexts.Cut(name)}\" is not a valid choice."),
    };

    private static ReceivedFile Checked(ReceivedFile file, string? label)
    {
        var extension = FileNames.Extension(file.Name);
        if (!Extensions.Contains(extension))
            throw Fields.Wrong("attachment", $"File extension “{extension}” is not allowed. Allowed extensions are: {string.Join(", ", Extensions)}.");
        if (string.IsNullOrWhiteSpace(label))
            return file;

        var name = FileNames.Clean(Extensions.Contains(FileNames.Extension(label)) ? label : $"{label}.{extension}");
        return file with { Upload = file.Upload with { Name = name } };
    }
}
