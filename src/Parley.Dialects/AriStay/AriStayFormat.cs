using Parley.People;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Receipts;

namespace Parley.Dialects.AriStay;

/// <summary>Events in AriStay's words. Made once for all who listen in a room.</summary>
internal sealed class AriStayFormat(PersonCards cards, ReadPositions positions, TimeProvider clock) : WireFormat
{
    public override byte[]? Encode(long conversationN, ChatEvent happened) => happened switch
    {
        MessagePosted { Message: var message } => Frame("chat_message", message),
        MessageUpdated { Message: var message } => Frame("message_updated", message),
        MessageDeleted deleted => WireFrame.Of(
            new DeletedFrame("message_deleted", deleted.ConversationId, deleted.MessageId), AriStayJson.Wire.DeletedFrame),
        TypingChanged typing when cards.Recent(typing.UserId) is var who => WireFrame.Of(
            new TypingFrame("typing", who.N, who.Username, typing.IsTyping), AriStayJson.Wire.TypingFrame),
        ReadAdvanced read => Receipt(conversationN, read, cards.Recent(read.UserId).N),
        _ => null,
    };

    private byte[] Frame(string type, MessageView message)
    {
        var sender = cards.Recent(message.SenderId);
        var file = message.Attachments.Count == 0 ? null : message.Attachments[0];
        return WireFrame.Of(new MessageFrame(type, new(
            message.Id, message.ConversationId, message.ConversationId, new(sender.N, sender.Username, AriStayViews.FullName(sender)), MessageTexts.Of(message),
            MessageTexts.TypeOf(message.MessageType), message.ReplyTo, message.CreatedAt, message.EditedAt is not null, message.EditedAt, file?.Name,
            file?.Size)), AriStayJson.Wire.MessageFrame);
    }

    // AriStay's receipts name a message; who has read it has read all before it.
    private byte[]? Receipt(long conversationN, ReadAdvanced read, long userN) => positions.Of(conversationN, read.Ordinal, userN) is not { } last ? null
        : WireFrame.Of(new ReceiptFrame("read_receipt", last.MessageId, userN, last.At ?? clock.GetUtcNow()), AriStayJson.Wire.ReceiptFrame);
}
