using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Dialects.Shared;
using Parley.Messages;
using Parley.People;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Receipts;
using Parley.Telemetry;
using Parley.Typing;

namespace Parley.Dialects.AriStay;

/// <summary>What the sockets of rooms need; opens them.</summary>
internal sealed class RoomSockets(
    AriStayFormat format, RoomViews rooms, PersonCards cards, SendWithFiles sends, ReadMessagesHandler messages, MarkReadHandler reads, TypingHandler typing,
    SocketDoor door, ILogger<RoomSocket> logger)
{
    public AriStayFormat Format => format;

    public SendWithFiles Sends => sends;

    public ReadMessagesHandler Messages => messages;

    public MarkReadHandler Reads => reads;

    public TypingHandler Typing => typing;

    /// <summary>Lets in who is in the room; everybody else is refused by the handshake.</summary>
    public static async Task Open(string room, HttpContext http, Authentication authentication, RoomSockets sockets)
    {
        var ct = http.RequestAborted;
        var caller = await SocketCaller.FindAsync(http, authentication, ct) ?? throw new Refusal(Errors.Forbidden);
        await sockets.OpenAsync(room, http, caller, ct);
    }

    private async Task OpenAsync(string key, HttpContext http, Caller caller, CancellationToken ct)
    {
        var room = await RoomAsync(key, caller, ct);
        var card = await cards.OfAsync(caller.UserId, ct);
        var greeting = WireFrame.Of(
            new GreetingFrame("connection_established", room.Id, room.UnreadCount ?? 0, card.N, card.Username), AriStayJson.Wire.GreetingFrame);
        await door.OpenAsync(http, new RoomSocket(caller, room, greeting, this, logger));
    }

    private async Task<ConversationView> RoomAsync(string key, Caller caller, CancellationToken ct)
    {
        try
        {
            return await rooms.MineAsync(key, caller, ct);
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound)
        {
            throw new Refusal(Errors.Forbidden);   // who is not in it and what does not exist get one answer
        }
    }
}

/// <summary>The socket of one room: messages, typing and receipts, in and out.</summary>
internal sealed class RoomSocket(Caller caller, ConversationView room, byte[] greeting, RoomSockets with, ILogger logger) : DialectSocket(caller, logger)
{
    public override Ear Ear { get; } = new RoomEar(with.Format, room.N);

    public override byte[] Greeting() => greeting;

    protected override Task HandleAsync(string type, Fields frame, CancellationToken ct) => type switch
    {
        "chat_message" => SendAsync(frame, ct),
        "typing" => TypeAsync(frame.FlagOrNull("is_typing") is true, ct),
        "read_receipt" => ReadAsync(frame.Id<MessageId>("message_id"), ct),
        "mark_room_read" => ReadAllAsync(ct),
        _ => Task.CompletedTask,
    };

    // What is no JSON is passed over, as what has no meaning is.
    protected override byte[]? Refused(string type, Refusal refusal) =>
        refusal.Error == Errors.InvalidJson ? null : WireFrame.Of(new ErrorFrame("error", refusal.Message), AriStayJson.Wire.ErrorFrame);

    protected override RouteClass? KindOf(string type) =>
        type is "chat_message" or "typing" or "read_receipt" or "mark_room_read" ? RouteClass.Write : null;

    // With an id of its own a client may send again after its line broke: the same id is the same message.
    private Task SendAsync(Fields frame, CancellationToken ct)
    {
        var text = frame.TextOrNull("message");
        return string.IsNullOrWhiteSpace(text) ? Task.CompletedTask : with.Sends.SendAsync(
            Caller, new SendMessage(room.Id, text, frame.IdOrNull<MessageId>("id"), ReplyTo: frame.IdOrNull<MessageId>("reply_to")), [], ct, Door.Socket);
    }

    private Task<Done> TypeAsync(bool isTyping, CancellationToken ct) => isTyping
        ? with.Typing.HandleAsync(Caller, new StartTyping(room.Id), ct)
        : with.Typing.HandleAsync(Caller, new StopTyping(room.Id), ct);

    private async Task ReadAsync(MessageId id, CancellationToken ct)
    {
        var message = await with.Messages.OneAsync(Caller, id, ct);
        if (message.ConversationId != room.Id)
            throw new Refusal(Errors.NotFound);

        await with.Reads.HandleAsync(Caller, new MarkRead(room.Id, message.Ordinal), ct);
    }

    private async Task ReadAllAsync(CancellationToken ct)
    {
        await with.Reads.HandleAsync(Caller, new MarkRead(room.Id), ct);
        Say(WireFrame.Of(new RoomReadFrame("room_marked_read", room.Id), AriStayJson.Wire.RoomReadFrame));
    }

    private sealed class RoomEar(WireFormat format, long room) : Ear
    {
        public override WireFormat Format => format;

        public override long OnlyConversationN => room;
    }
}
