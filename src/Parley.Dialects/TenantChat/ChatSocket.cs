using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Dialects.Shared;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Telemetry;

namespace Parley.Dialects.TenantChat;

/// <summary>The socket of a person, who joins one conversation at a time. Which tenant stands in its address means nothing: the credential says it.</summary>
internal sealed class ChatSocket : DialectSocket
{
    private const int Unauthorized = 4001;
    private const int History = 50;

    private readonly SocketWork _work;
    private readonly ChatEar _ear;
    private readonly bool _isKnown;
    private Task _joining = Task.CompletedTask;

    private ChatSocket(Caller? caller, Doorway doorway, SocketWork work)
        : base(caller, work.Logger)
    {
        (_work, _isKnown, Doorway) = (work, caller is not null, doorway);
        _ear = new ChatEar(this, work.Format, work.Views);
    }

    public Doorway Doorway { get; }

    public override Ear Ear => _ear;

    /// <summary>Who shows a bad credential is refused by the handshake; who shows none may do so by a first frame.</summary>
    public static async Task Open(string tenant, HttpContext http, SocketDoor door, SocketWork work)
    {
        var caller = await FindAsync(http, work.Authentication, http.RequestAborted);
        await door.OpenAsync(http, new ChatSocket(caller, Doorway.Of(http), work));
    }

    public override async Task<Caller?> SignInAsync(HttpContext http, SocketReader reader, CancellationToken ct)
    {
        if (_isKnown)
            return await base.SignInAsync(http, reader, ct);

        var caller = await _work.SignIn.ReadFirstFrameAsync(reader, ct) && Fields.OfFrame(reader.Frame) is { } frame ? await FromFrameAsync(frame, ct) : null;
        if (caller is null)
            Connection.Close(Unauthorized, "Not signed in: send {\"type\":\"authenticate\",\"token\":…} first.");

        return caller is null ? null : caller with { Address = Access.LogIns.Device.AddressOf(http) };
    }

    public override byte[] Greeting() => WireFrame.Of(
        new EstablishedFrame("connection_established", "Connected to chat service", Caller.UserId, Caller.WorkspaceId, _work.Clock.GetUtcNow()),
        TenantChatJson.Wire.EstablishedFrame);

    protected override RouteClass? KindOf(string type) => type is "join_conversation" or "leave_conversation" ? RouteClass.Read : RouteClass.Write;

    protected override Task HandleAsync(string type, Fields frame, CancellationToken ct)
    {
        if (type is not "join_conversation")
            return _joining.IsCompleted ? AnswerAsync(type, new SaidFrame(frame), ct) : AfterJoiningAsync(type, frame, ct);

        var joining = JoinAsync(_joining, new SaidFrame(frame), ct);
        _joining = joining;
        return joining;
    }

    protected override byte[] Refused(string type, Refusal refusal) => WireFrame.Of(new ErrorFrame("error", Sentence(type, refusal)), TenantChatJson.Wire.ErrorFrame);

    private static async ValueTask<Caller?> FindAsync(HttpContext http, Authentication authentication, CancellationToken ct)
    {
        var isShown = http.Request.Query["token"].ToString().Length > 0 || http.Request.Headers.Authorization.Count > 0;
        try
        {
            return await SocketCaller.FindAsync(http, authentication, ct) ?? (isShown ? throw new Refusal(Errors.Forbidden) : null);
        }
        catch (Refusal refusal) when (!isShown && refusal.Error == Errors.OriginRefused)
        {
            return null;   // a page of another site: the visitor's cookie counts for nothing, a first frame does
        }
    }

    private async ValueTask<Caller?> FromFrameAsync(Fields frame, CancellationToken ct)
    {
        try
        {
            if (frame.TextOrNull("type") is not ("authenticate" or "auth"))
                return null;

            var said = new SaidFrame(frame);
            var token = said.Text("token") is { Length: > 0 } named ? named : said.Text("access_token");
            return token.Length == 0 ? null : await _work.Authentication.AuthenticateTokenAsync(token, ct);
        }
        catch (Refusal)
        {
            return null;   // answered by the close code, like every other failed sign-in
        }
    }

    // What is sent right behind a join is meant for the conversation that it opens.
    private async Task AfterJoiningAsync(string type, Fields frame, CancellationToken ct)
    {
        await Task.WhenAny(_joining);
        await AnswerAsync(type, new SaidFrame(frame), ct);
    }

    private async Task JoinAsync(Task before, SaidFrame frame, CancellationToken ct)
    {
        await Task.WhenAny(before);
        var id = frame.Conversation ?? throw new Refusal(Errors.ValidationFailed, "conversation_id required");
        var membership = await _work.Access.RequireAsync(Caller, id, Permission.Read, ct);
        _ear.Join(id, membership.ConversationN);
        try
        {
            var (history, lastSeq) = await HistoryAsync(id, ct);
            _ear.Open(WireFrame.Of(new JoinedFrame("conversation_joined", id, history), TenantChatJson.Wire.JoinedFrame), lastSeq);
        }
        catch
        {
            _ear.Leave();
            throw;
        }

        await _work.Presence.HandleAsync(Caller, new UpdatePresence(Connection.Presence, id), Connection, ct);
    }

    // The newest 50 that are not deleted, of one moment.
    private async Task<(IReadOnlyList<MessageJson> History, long LastSeq)> HistoryAsync(ConversationId id, CancellationToken ct)
    {
        var opened = await _work.Joining.HandleAsync(Caller, new JoinConversation(id, History), ct);
        if (opened.Messages.Any(message => message.DeletedAt is not null))
            opened = await _work.Joining.HandleAsync(Caller, new JoinConversation(id, Limits.PageItems), ct);

        return (await _work.Views.MessagesAsync(Caller, Doorway, opened.Messages.Where(message => message.DeletedAt is null).TakeLast(History), ct), opened.LastSeq);
    }

    private Task AnswerAsync(string type, SaidFrame frame, CancellationToken ct) => type switch
    {
        "leave_conversation" => LeaveAsync(ct),
        "send_message" => SendAsync(frame, ct),
        "edit_message" => EditAsync(frame, ct),
        "delete_message" => _work.Deleting.HandleAsync(Caller, new DeleteMessage(frame.MessageBeside(null)), ct),
        "add_reaction" => AddReactionAsync(frame, ct),
        "remove_reaction" => _work.Reacting.HandleAsync(Caller, new RemoveReaction(frame.MessageBeside("emoji"), frame.Text("emoji")), ct),
        "start_typing" => _work.Typing.HandleAsync(Caller, new StartTyping(Here(frame)), ct),
        "stop_typing" => _work.Typing.HandleAsync(Caller, new StopTyping(Here(frame)), ct),
        "mark_read" => MarkReadAsync(frame, ct),
        "update_presence" => UpdatePresenceAsync(frame, ct),
        _ => throw new Refusal(Errors.UnknownType, $"Unknown message type: {(type.Length <= 64 ? type : type[..64])}"),
    };

    private async Task LeaveAsync(CancellationToken ct)
    {
        var left = _ear.Leave();
        Say(TenantChatFormat.Left(left));
        await _work.Presence.HandleAsync(Caller, new UpdatePresence(Connection.Presence), Connection, ct);
    }

    private async Task SendAsync(SaidFrame frame, CancellationToken ct)
    {
        var id = MessageId.New();
        _ear.Expect(id);
        try
        {
            _ear.Sent(await _work.Sending.SendAsync(Caller, Doorway, Here(frame), frame.Message, Door.Socket, ct, id));
        }
        finally
        {
            _ear.Forget(id);
        }
    }

    private Task<MessageView> EditAsync(SaidFrame frame, CancellationToken ct)
    {
        var command = new EditMessage(frame.MessageBeside("content"), frame.Text("content"));
        Validation.Check(command);
        return _work.Editing.HandleAsync(Caller, command, ct);
    }

    private Task<Done> AddReactionAsync(SaidFrame frame, CancellationToken ct)
    {
        var command = new AddReaction(frame.MessageBeside("emoji"), frame.Text("emoji"));
        Validation.Check(command);
        return _work.Reacting.HandleAsync(Caller, command, ct);
    }

    private async Task MarkReadAsync(SaidFrame frame, CancellationToken ct)
    {
        var (id, ordinal) = (frame.Conversation, (long?)null);
        if (id is null && frame.Id<MessageId>("message_id") is { } upTo)
        {
            var message = await _work.Access.RequireMessageAsync(Caller, upTo, Permission.Read, ct);
            (id, ordinal) = (message.Membership.ConversationId, message.Ordinal);
        }

        var read = id ?? Here(frame);
        await _work.Reading.HandleAsync(Caller, new MarkRead(read, ordinal), ct);
        Say(WireFrame.Of(new ReadFrame("messages_marked_read", read), TenantChatJson.Wire.ReadFrame));
    }

    private async Task UpdatePresenceAsync(SaidFrame frame, CancellationToken ct)
    {
        var status = frame.Text("status").Length == 0 ? PresenceStatus.Online : Presences.Status(frame.With("status"));
        await _work.Presence.HandleAsync(Caller, new UpdatePresence(status, frame.Id<ConversationId>("current_conversation") ?? _ear.Joined), Connection, ct);
        Say(WireFrame.Of(new PresenceFrame("presence_updated", status), TenantChatJson.Wire.PresenceFrame));
    }

    /// <summary>The conversation that a frame names, or else the one that is joined.</summary>
    private ConversationId Here(SaidFrame frame) =>
        frame.Conversation ?? _ear.Joined ?? throw new Refusal(Errors.ValidationFailed, "Not in a conversation");

    private static string Sentence(string type, Refusal refusal)
    {
        var isAboutMessage = type is "edit_message" or "delete_message" or "add_reaction" or "remove_reaction";
        return refusal.Error switch
        {
            var error when error == Errors.InvalidJson => "Invalid JSON",
            var error when error == Errors.NotFound => isAboutMessage ? "Message not found" : "Not authorized for this conversation",
            var error when error == Errors.Forbidden => isAboutMessage ? $"Not authorized: {refusal.Message}" : "Not authorized for this conversation",
            _ => refusal.Message,
        };
    }
}
