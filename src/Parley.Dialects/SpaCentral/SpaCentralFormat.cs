using System.Collections.Concurrent;
using Parley.Access;
using Parley.Messages;
using Parley.People;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Dialects.SpaCentral;

/// <summary>Events in spa_central's words, for all who reach the server at one address: messages, typing, what was read, notifications.</summary>
internal sealed class SpaCentralFormat(string address, PersonCards cards, RowNumbers numbers, ToldMessages told, SpaCentralViews views) : WireFormat
{
    public override bool EchoesOneself => true;

    public override byte[]? Encode(long conversationN, ChatEvent happened) => happened switch
    {
        MessagePosted { Message: var message } when numbers.Pair(conversationN) is { } pair => Posted(message, pair),
        TypingChanged typing => WireFrame.Of(
            new TypingFrame("typing", cards.Recent(typing.UserId).N, typing.IsTyping), SpaCentralJson.Wire.TypingFrame),
        ReadAdvanced read => Read(conversationN, cards.Recent(read.UserId).N, read),
        NotificationRaised { Notification: var notification } => Raised(notification),
        _ => null,
    };

    private byte[] Posted(MessageView message, (UserId One, UserId Other) pair)
    {
        var (sender, receiver) = (cards.Recent(message.SenderId), cards.Recent(pair.One == message.SenderId ? pair.Other : pair.One));
        var file = message.Attachments.Count > 0 ? message.Attachments[0] : null;
        return WireFrame.Of(
            new MessageFrame(
                "message", message.N, sender.N, receiver.N, message.Content, SpaCentralViews.TypeOf(message.MessageType), message.CreatedAt,
                file is null ? null : views.FileUrl(file.Id, For(sender)), file?.Name, file?.Size, file?.ContentType, message.Quote?.N),
            SpaCentralJson.Wire.MessageFrame);
    }

    private byte[]? Read(long conversationN, long readerN, ReadAdvanced read)
    {
        var newly = told.Numbers(conversationN, readerN, read.Previous, read.Ordinal);
        return newly.Count == 0 ? null : WireFrame.Of(new ReadFrame("read_receipt", readerN, newly), SpaCentralJson.Wire.ReadFrame);
    }

    private byte[] Raised(NotificationView notification)
    {
        var actor = cards.Recent(notification.ActorId);
        var shown = views.Notification(notification, actor, Related(notification), For(actor));
        return WireFrame.Of(
            new NotificationFrame(
                "notification", shown.Id, shown.Sender, shown.NotificationType, shown.Message, shown.IsRead, shown.CreatedAt, shown.ReadAt,
                shown.RelatedMessage),
            SpaCentralJson.Wire.NotificationFrame);
    }

    // Of a message between two: it was just written, so nobody has read it.
    private MessageJson? Related(NotificationView notification)
    {
        if (notification is not { ConversationType: ConversationType.Direct, MessageId: { } id }
            || told.Find(notification.ConversationId, id) is not { } found || numbers.Pair(found.ConversationN) is not { } pair)
            return null;

        var (sender, receiver) = (cards.Recent(found.Message.SenderId), cards.Recent(pair.One == found.Message.SenderId ? pair.Other : pair.One));
        return views.Message(found.Message, sender, receiver, readAt: null, For(sender));
    }

    // Several hear one frame: a file in it is linked in the name of who sent it.
    private Seen For(PersonCard sender) => new(address, null, sender.N);
}

/// <summary>
/// One format for each address at which people reach the server, because what a frame names is opened by a page that may come from
/// elsewhere. Usually there is one.
/// </summary>
internal sealed class SpaCentralFormats(PersonCards cards, RowNumbers numbers, ToldMessages told, SpaCentralViews views)
{
    private const int Kept = 64;

    private readonly ConcurrentDictionary<string, SpaCentralFormat> _formats = new(StringComparer.OrdinalIgnoreCase);

    public SpaCentralFormat At(string address)
    {
        if (_formats.TryGetValue(address, out var known))
            return known;

        // A client writes the address: sockets that are open keep theirs, newcomers share a new one.
        if (_formats.Count >= Kept)
            _formats.Clear();

        return _formats.GetOrAdd(address, new SpaCentralFormat(address, cards, numbers, told, views));
    }
}
