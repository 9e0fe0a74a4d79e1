using Parley.Access;
using Parley.People;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Dialects.OffChat;

/// <summary>
/// Events in OffChat's words. It had words for new messages, typing, and who comes and goes; edits and deletions are told as the own protocol
/// names them, which its client passes over.
/// </summary>
internal sealed class OffChatFormat(PersonCards cards, RowNumbers numbers) : WireFormat
{
    // The system told typing to everybody in the room, and the client looks itself whose it is.
    public override bool EchoesOneself => true;

    public override byte[]? Encode(long conversationN, ChatEvent happened) => happened switch
    {
        MessagePosted posted => Told("new_message", conversationN, posted.Message),
        MessageUpdated updated => Told("message_updated", conversationN, updated.Message),
        MessageDeleted deleted => WireFrame.Of(
            new DeletedFrame("message_deleted", deleted.MessageId, deleted.ConversationId, Group(conversationN, deleted.ConversationId)), OffChatJson.Wire.DeletedFrame),
        TypingChanged typing => WireFrame.Of(
            new TypingFrame(
                typing.IsTyping ? "typing" : "stop_typing", Viewer.Text(cards.Recent(typing.UserId).N), cards.Recent(typing.UserId).Username, typing.IsTyping,
                typing.ConversationId, Group(conversationN, typing.ConversationId)),
            OffChatJson.Wire.TypingFrame),
        PresenceChanged presence => WireFrame.Of(
            new PresenceFrame(
                presence.Status == PresenceStatus.Offline ? "user_offline" : "user_online", Viewer.Text(cards.Recent(presence.UserId).N),
                cards.Recent(presence.UserId).Username),
            OffChatJson.Wire.PresenceFrame),
        _ => null,
    };

    private byte[] Told(string type, long conversationN, MessageView message) => WireFrame.Of(
        new NewMessageFrame(type, new(
            message.Id, message.ConversationId, Group(conversationN, message.ConversationId), message.Content,
            OffChatPeople.Sender(cards.Recent(message.SenderId)), message.CreatedAt, OffChatMessages.Word(message.MessageType), message.ReplyTo, message.ForwardFrom,
            message.EditedAt is not null,
            [.. message.Attachments.Select(file => new ToldFileJson(file.Id, file.Name, OffChatMessages.Word(file.Kind), file.Size, file.ContentType))])),
        OffChatJson.Wire.NewMessageFrame);

    private ConversationId? Group(long conversationN, ConversationId id) => numbers.Pair(conversationN) is null ? id : null;
}

/// <summary>Who comes and goes, in the words of the presence socket.</summary>
internal sealed class PresenceFormat(PersonCards cards) : WireFormat
{
    public override byte[]? Encode(long conversationN, ChatEvent happened) => happened is PresenceChanged presence
        ? WireFrame.Of(
            new StatusChangeFrame(
                "user_status_change", Viewer.Text(cards.Recent(presence.UserId).N), cards.Recent(presence.UserId).Username, Seen.Word(presence.Status)),
            OffChatJson.Wire.StatusChangeFrame)
        : null;
}

/// <summary>What a socket about conversations hears of them.</summary>
internal static class ChatEvents
{
    public static bool Holds(ChatEvent happened) => happened is MessagePosted or MessageUpdated or MessageDeleted or TypingChanged;
}
