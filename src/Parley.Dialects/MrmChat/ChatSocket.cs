using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Telemetry;

namespace Parley.Dialects.MrmChat;

/// <summary>The socket of one chat: <c>{"content":…}</c> comes in, messages go out to everybody in it, the sender too.</summary>
internal sealed class ChatSocket(Caller caller, Membership chat, MrmChatFormat format, SendWithFiles sends, ILogger logger) : DialectSocket(caller, logger)
{
    public override Ear Ear { get; } = new ChatEar(format, chat.ConversationN);

    /// <summary>Lets in who is in the chat; everybody else is refused by the handshake.</summary>
    public static async Task Open(
        string key, HttpContext http, Authentication authentication, RowNumbers numbers, ConversationAccess access, SocketDoor door,
        MrmChatFormat format, SendWithFiles sends, ILogger<ChatSocket> logger)
    {
        var ct = http.RequestAborted;
        var caller = await authentication.AuthenticateAsync(http, ct) ?? throw new Refusal(Errors.NotSignedIn);
        await door.OpenAsync(http, new ChatSocket(caller, await ChatAsync(key, caller, numbers, access, ct), format, sends, logger));
    }

    protected override Task HandleAsync(string type, Fields frame, CancellationToken ct)
    {
        var content = frame.TextOrNull("content");
        return string.IsNullOrWhiteSpace(content)
            ? throw new Refusal(Errors.ValidationFailed, "Message content cannot be empty")
            : sends.SendAsync(Caller, new SendMessage(chat.ConversationId, content), [], ct, Door.Socket);
    }

    protected override byte[] Refused(string type, Refusal refusal) => WireFrame.Of(
        new ErrorFrame("error", refusal.Error == Errors.InvalidJson ? "Invalid JSON" : refusal.Message), MrmChatJson.Wire.ErrorFrame);

    private static async ValueTask<Membership> ChatAsync(string key, Caller caller, RowNumbers numbers, ConversationAccess access, CancellationToken ct)
    {
        try
        {
            return await access.RequireAsync(caller, await Chats.IdAsync(key, caller, numbers, ct), Permission.Read, ct);
        }
        catch (Refusal)
        {
            throw new Refusal(Errors.Forbidden);   // who is not in it and what does not exist get one answer
        }
    }

    private sealed class ChatEar(WireFormat format, long chat) : Ear
    {
        public override WireFormat Format => format;

        public override long OnlyConversationN => chat;
    }
}

/// <summary>Events in mrm-chat's words: it has one, for a new message.</summary>
internal sealed class MrmChatFormat(PersonCards cards, MrmChatViews views) : WireFormat
{
    public override byte[]? Encode(long conversationN, ChatEvent happened) => happened is MessagePosted { Message: var message }
        ? WireFrame.Of(new MessageFrame("message", views.Message(message, conversationN, cards.Recent(message.SenderId))), MrmChatJson.Wire.MessageFrame)
        : null;
}
