using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Dialects.OffChat;

/// <summary>The client's one socket for everything: it says by frames what it wants to hear, and hears that as long as its person may.</summary>
internal sealed class HubSocket : OffChatSocket
{
    private readonly HubServices _services;
    private readonly HubEar _ear;

    private HubSocket(Caller caller, HubServices services, ILogger logger)
        : base(caller, services.Talk, logger) => (_services, _ear) = (services, new HubEar(services.Format, services.Numbers, caller.UserId));

    public override Ear Ear => _ear;

    public static async Task Open(HttpContext http, SocketEntrance entrance, HubServices services, ILogger<HubSocket> logger) =>
        await entrance.OpenAsync(http, new HubSocket(await entrance.RequireAsync(http), services, logger));

    protected override async ValueTask<Membership?> WhereAsync(Fields frame, bool begins, CancellationToken ct) =>
        (frame.IdOrNull<ConversationId>("conversation_id") ?? frame.IdOrNull<ConversationId>("group_id")) is { } id
            ? await _services.Doors.RequireAsync(Caller, id, Permission.Read, ct)
            : null;

    protected override Task AlsoHandleAsync(string type, Fields frame, CancellationToken ct) => type switch
    {
        "join_conversation" => JoinAsync(frame, "conversation_id", isJoining: true, ct),
        "leave_conversation" => JoinAsync(frame, "conversation_id", isJoining: false, ct),
        "join_group_chat" => JoinAsync(frame, "group_id", isJoining: true, ct),
        "leave_group_chat" => JoinAsync(frame, "group_id", isJoining: false, ct),
        "join_individual_chat" => JoinPersonAsync(frame, isJoining: true, ct),
        "leave_individual_chat" => JoinPersonAsync(frame, isJoining: false, ct),
        "join_user_status" or "leave_user_status" => Status(type == "join_user_status"),
        "join_admin_monitor" or "leave_admin_monitor" => Monitor(type == "join_admin_monitor"),
        "get_friends_status" => _services.Friends.SayAsync(Connection, ct),
        _ => Task.CompletedTask,
    };

    private async Task JoinAsync(Fields frame, string field, bool isJoining, CancellationToken ct)
    {
        var where = await _services.Doors.RequireAsync(Caller, frame.Id<ConversationId>(field), Permission.Read, ct);
        if (isJoining)
            _ear.Conversations[where.ConversationN] = true;
        else
            _ear.Conversations.TryRemove(where.ConversationN, out _);

        var id = where.ConversationId.ToString();
        Answer(isJoining, field == "group_id" ? new JoinedFrame("", GroupId: id) : new JoinedFrame("", ConversationId: id));
    }

    private async Task JoinPersonAsync(Fields frame, bool isJoining, CancellationToken ct)
    {
        var other = await _services.People.FindAsync(Caller, frame.Text("user_id"), ct) ?? throw new Refusal(Errors.NotFound, "User not found");
        if (isJoining)
            _ear.People[other.Id] = true;
        else
            _ear.People.TryRemove(other.Id, out _);

        Answer(isJoining, new JoinedFrame("", UserId: Viewer.Text(other.N)));
    }

    private Task Status(bool isJoining)
    {
        _ear.HearsStatus = isJoining;
        Answer(isJoining, new JoinedFrame(""));
        return Task.CompletedTask;
    }

    private Task Monitor(bool isJoining)
    {
        if (!Caller.IsWorkspaceAdmin)
            throw new Refusal(Errors.Forbidden);

        if (isJoining)
            _services.Monitors.Add(Connection);
        else
            _services.Monitors.Remove(Connection);

        Answer(isJoining, new JoinedFrame(""));
        return Task.CompletedTask;
    }

    private void Answer(bool isJoining, JoinedFrame frame) => Say(WireFrame.Of(frame with { Type = isJoining ? "joined" : "left" }, OffChatJson.Wire.JoinedFrame));

    private sealed class HubEar(WireFormat format, RowNumbers numbers, UserId me) : Ear
    {
        public ConcurrentDictionary<long, bool> Conversations { get; } = new();

        public ConcurrentDictionary<UserId, bool> People { get; } = new();

        public volatile bool HearsStatus;

        public override WireFormat Format => format;

        public override bool Hears(long conversationN, ChatEvent happened) =>
            happened is PresenceChanged ? HearsStatus : ChatEvents.Holds(happened) && (Conversations.ContainsKey(conversationN) || IsWithOneOf(conversationN));

        private bool IsWithOneOf(long conversationN) =>
            !People.IsEmpty && numbers.Pair(conversationN) is var (one, two) && (one == me ? People.ContainsKey(two) : two == me && People.ContainsKey(one));
    }
}

/// <summary>What a hub asks of the rest.</summary>
internal sealed record HubServices(
    Talk Talk, OpenDoors Doors, OffChatPeople People, OffChatFormat Format, RowNumbers Numbers, Friends Friends, Monitors Monitors);
