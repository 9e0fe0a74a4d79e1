using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Protocol;
using Parley.Telemetry;

namespace Parley.Dialects.TenantChat;

/// <summary>
/// Says something, by REST or by the socket. A file is named by its address: one of our uploads goes onto the message, so that it lives and
/// ends with it; any other address is kept in the message's metadata.
/// </summary>
internal sealed class Sending(SendWithFiles sends, ConversationAccess access)
{
    public async Task<MessageView> SendAsync(
        Caller caller, Doorway doorway, ConversationId conversation, Fields said, Door door, CancellationToken ct, MessageId? id = null)
    {
        await access.RequireAsync(caller, conversation, Permission.Post, ct);   // from here on, what is not found is what the message names
        var command = Command(doorway, conversation, said) with { Id = id };
        try
        {
            return await sends.SendAsync(caller, command, [], ct, door);
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound && command.AttachmentIds is null)
        {
            throw Fields.Wrong("reply_to", "There is no such message in this conversation.");
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound || refusal.Error == Errors.FileInUse)
        {
            throw Fields.Wrong("file_url", "A message carries a file that its sender uploaded and that no other message carries; upload it again.");
        }
    }

    private static SendMessage Command(Doorway doorway, ConversationId conversation, Fields said)
    {
        var command = new SendMessage(conversation, said.TextOrNull("content") ?? "", MessageType: Type(said), ReplyTo: said.IdOrNull<MessageId>("reply_to"));
        if (said.TextOrNull("file_url") is { } url && !string.IsNullOrWhiteSpace(url))
            command = WithFile(doorway, command, url.Trim(), said);
        if (string.IsNullOrWhiteSpace(command.Content) && command.AttachmentIds is null)
            throw Wrong("content", "This field may not be blank.", "Message content required");

        return command;
    }

    private static SendMessage WithFile(Doorway doorway, SendMessage command, string url, Fields said)
    {
        if (FileAddresses.Named(doorway, url) is { } upload)
            return command with
            {
                AttachmentIds = [upload],
                MessageType = command.MessageType == MessageType.File ? MessageType.File : MessageType.Text,   // what it is shows in its content
            };

        if (!LinkedFile.IsSafe(url))
            throw Fields.Wrong("file_url", "Enter a valid URL.");

        var (name, size) = (said.TextOrNull("file_name") ?? "", said.IntegerOrNull("file_size"));
        if (size < 0)
            throw Fields.Wrong("file_size", "Ensure this value is greater than or equal to 0.");

        // A message needs words: where there are none it says what it points to.
        return command with
        {
            Metadata = LinkedFile.Metadata(url, name, size),
            Content = !string.IsNullOrWhiteSpace(command.Content) ? command.Content : string.IsNullOrWhiteSpace(name) ? url : name,
        };
    }

    private static MessageType Type(Fields said) => said.TextOrNull("message_type") switch
    {
        null or "" or "text" => MessageType.Text,
        "emoji" => MessageType.Emoji,
        "file" => MessageType.File,
        "image" => MessageType.Image,
        "system" => MessageType.System,   // refused by the core: only the server writes them
        var other => throw Wrong("message_type", $"\"{other}\" is not a valid choice.", "Invalid message type"),
    };

    // The socket says one sentence, REST another under the field's name.
    private static Refusal Wrong(string field, string sentence, string spoken) =>
        new(Errors.ValidationFailed, spoken) { Fields = new Dictionary<string, string[]> { [field] = [sentence] } };
}
