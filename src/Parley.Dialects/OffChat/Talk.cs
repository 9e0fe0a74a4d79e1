using Parley.Access;
using Parley.Conversations;
using Parley.Dialects.Shared;
using Parley.Files;
using Parley.People;
using Parley.Protocol;
using Parley.Telemetry;
using Parley.Typing;

namespace Parley.Dialects.OffChat;

/// <summary>What is said, by REST or by socket: messages, typing, and the conversation with somebody that begins with the first word.</summary>
internal sealed class Talk(
    SendWithFiles sends, TypingHandler typing, CreateConversationHandler creates, ReadConversationsHandler conversations, MySettingsHandler mine)
{
    public const string Origin = "offchat";

    /// <summary>Sends; a conversation of two that the sender had deleted for themselves is there again.</summary>
    public async Task<MessageView> SayAsync(Caller caller, Membership where, SendMessage message, IReadOnlyList<ReceivedFile> files, Door door, CancellationToken ct)
    {
        var sent = await sends.SendAsync(caller, message, files, ct, door);
        if (where.Type == ConversationType.Direct && (await conversations.OneAsync(caller, where.ConversationId, ct)).My is { Archived: true })
            await mine.ArchiveAsync(caller, where.ConversationId, archived: false, ct);

        return sent;
    }

    /// <summary>The conversation with somebody, begun where there is none, and there again where the caller had deleted it.</summary>
    public async Task<ConversationView> WithAsync(Caller caller, PersonCard other, CancellationToken ct)
    {
        var command = new CreateConversation(ConversationType.Direct, MemberIds: [other.Id.ToString()]) { Origin = Origin };
        Validation.Check(command);
        var (conversation, _) = await creates.HandleAsync(caller, command, ct);
        if (conversation.My is not { Archived: true } my)
            return conversation;

        await mine.ArchiveAsync(caller, conversation.Id, archived: false, ct);
        return conversation with { My = my with { Archived = false } };
    }

    public Task TypesAsync(Caller caller, ConversationId conversation, bool isTyping, CancellationToken ct) => isTyping
        ? typing.HandleAsync(caller, new StartTyping(conversation), ct)
        : typing.HandleAsync(caller, new StopTyping(conversation), ct);

    /// <summary>A message's type as OffChat names it. With files, what they are decides, unless they are called files.</summary>
    /// <exception cref="Refusal"><c>validation_failed</c>.</exception>
    public static MessageType TypeOf(Fields said, bool hasFiles)
    {
        var type = said.TextOrNull("message_type")?.ToLowerInvariant() switch
        {
            null or "" or "text" => MessageType.Text,
            "image" => MessageType.Image,
            "file" => MessageType.File,
            "audio" => MessageType.Audio,
            "video" => MessageType.Video,
            "system" => throw Fields.Wrong("message_type", "Only the server writes system messages."),
            var other => throw Fields.Wrong("message_type", $"\"{(other.Length <= 64 ? other : other[..64])}\" is not a valid choice."),
        };
        return hasFiles && type != MessageType.File ? MessageType.Text : type;
    }
}
