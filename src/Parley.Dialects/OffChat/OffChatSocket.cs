using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Dialects.Shared;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Telemetry;

namespace Parley.Dialects.OffChat;

/// <summary>What every socket of OffChat answers: <c>ping</c>, and, where it is about conversations, typing and sends.</summary>
internal abstract class OffChatSocket(Caller caller, Talk talk, ILogger logger) : DialectSocket(caller, logger)
{
    protected sealed override Task HandleAsync(string type, Fields frame, CancellationToken ct)
    {
        switch (type)
        {
            case "ping":
                Say(WireFrame.Of(new PlainFrame("pong"), OffChatJson.Wire.PlainFrame));
                return Task.CompletedTask;
            case "typing" or "stop_typing":
                return TypesAsync(frame, type == "typing", ct);
            case "send_message":
                return SendAsync(frame, ct);
            default:
                return AlsoHandleAsync(type, frame, ct);
        }
    }

    /// <summary>Where a frame says something; nothing where that is nowhere. With <paramref name="begins"/>, what is not there yet is begun.</summary>
    protected virtual ValueTask<Membership?> WhereAsync(Fields frame, bool begins, CancellationToken ct) => new((Membership?)null);

    /// <summary>Frames that only this kind of socket knows; others are passed over, as the system did.</summary>
    protected virtual Task AlsoHandleAsync(string type, Fields frame, CancellationToken ct) => Task.CompletedTask;

    protected override byte[]? Refused(string type, Refusal refusal) => type == "send_message"
        ? Failed(null, refusal)
        : WireFrame.Of(new PlainFrame("error", refusal.Message), OffChatJson.Wire.PlainFrame);

    protected override RouteClass? KindOf(string type) => type switch
    {
        "ping" => null,
        "send_message" or "typing" or "stop_typing" => RouteClass.Write,
        _ => RouteClass.Read,
    };

    private static byte[] Failed(string? id, Refusal refusal) =>
        WireFrame.Of(new DeliveryFrame("message_failed", id, Error: refusal.Message), OffChatJson.Wire.DeliveryFrame);

    private async Task TypesAsync(Fields frame, bool isTyping, CancellationToken ct)
    {
        if (await WhereAsync(frame, begins: false, ct) is { } where)
            await talk.TypesAsync(Caller, where.ConversationId, isTyping, ct);
    }

    private async Task SendAsync(Fields frame, CancellationToken ct)
    {
        var id = frame.TextOrNull("message_id") ?? frame.TextOrNull("id");
        try
        {
            var content = frame.TextOrNull("content");
            if (string.IsNullOrWhiteSpace(content))
                throw new Refusal(Errors.ValidationFailed, "Message content cannot be empty");

            var type = Talk.TypeOf(frame, hasFiles: false);
            var where = await WhereAsync(frame, begins: true, ct) ?? throw new Refusal(Errors.ValidationFailed, "Name the conversation.");
            MessageId? chosen = MessageId.TryParse(id, null, out var own) ? own : null;   // sent again with its id, it is the same message
            var sent = await talk.SayAsync(Caller, where, new SendMessage(where.ConversationId, content, chosen, type), [], Door.Socket, ct);
            Say(WireFrame.Of(
                new DeliveryFrame(
                    "message_delivered", sent.Id.ToString(), sent.ConversationId, where.Type == ConversationType.Direct ? null : sent.ConversationId),
                OffChatJson.Wire.DeliveryFrame));
        }
        catch (Refusal refusal)
        {
            Say(Failed(id, refusal));
        }
    }
}

/// <summary>Lets people into sockets, before the upgrade: whoever may not open one is forbidden.</summary>
internal sealed class SocketEntrance(SocketDoor door, Authentication authentication)
{
    /// <exception cref="Refusal"><c>forbidden</c> to nobody.</exception>
    public async ValueTask<Caller> RequireAsync(HttpContext http) =>
        await SocketCaller.FindAsync(http, authentication, http.RequestAborted) ?? throw new Refusal(Errors.Forbidden, "Authentication credentials were not provided.");

    public Task OpenAsync(HttpContext http, Speech speech) => door.OpenAsync(http, speech);
}
