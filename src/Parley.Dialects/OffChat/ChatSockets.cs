using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Conversations;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Dialects.OffChat;

/// <summary>The socket of one conversation, by its id or its group's, which is the same.</summary>
internal sealed class ChatSocket(Caller caller, Membership where, OffChatFormat format, Talk talk, OpenDoors doors, ILogger logger)
    : OffChatSocket(caller, talk, logger)
{
    public override Ear Ear { get; } = new ChatEar(format, where.ConversationN);

    public static Task Open(string key, HttpContext http, SocketEntrance entrance, OpenDoors doors, OffChatFormat format, Talk talk, ILogger<ChatSocket> logger) =>
        OpenAsync(key, http, mustBeGroup: false, entrance, doors, format, talk, logger);

    public static Task OpenGroup(string group, HttpContext http, SocketEntrance entrance, OpenDoors doors, OffChatFormat format, Talk talk, ILogger<ChatSocket> logger) =>
        OpenAsync(group, http, mustBeGroup: true, entrance, doors, format, talk, logger);

    // Removed meanwhile: the socket is silent, and what it sends is refused.
    protected override async ValueTask<Membership?> WhereAsync(Fields frame, bool begins, CancellationToken ct) =>
        await doors.RequireAsync(Caller, where.ConversationId, Permission.Post, ct);

    private static async Task OpenAsync(
        string key, HttpContext http, bool mustBeGroup, SocketEntrance entrance, OpenDoors doors, OffChatFormat format, Talk talk, ILogger<ChatSocket> logger)
    {
        var caller = await entrance.RequireAsync(http);
        await entrance.OpenAsync(http, new ChatSocket(caller, await EnterAsync(caller, key, mustBeGroup, doors, http.RequestAborted), format, talk, doors, logger));
    }

    private static async ValueTask<Membership> EnterAsync(Caller caller, string key, bool mustBeGroup, OpenDoors doors, CancellationToken ct)
    {
        try
        {
            if (ConversationId.TryParse(key, null, out var id) && await doors.FindAsync(caller, id, ct) is { } where
                && (!mustBeGroup || where.Type != ConversationType.Direct))
                return where;
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound)
        {
            // What does not exist and who is not in it get one answer.
        }

        throw new Refusal(Errors.Forbidden);
    }

    private sealed class ChatEar(WireFormat format, long conversationN) : Ear
    {
        public override WireFormat Format => format;

        public override long OnlyConversationN => conversationN;

        public override bool Hears(long conversationN, ChatEvent happened) => ChatEvents.Holds(happened);
    }
}

/// <summary>The socket of the conversation with one person, which may begin while it is open.</summary>
internal sealed class PairSocket(
    Caller caller, PersonCard other, Membership? present, OffChatFormat format, RowNumbers numbers, Talk talk, PairDoor pairs, ILogger logger)
    : OffChatSocket(caller, talk, logger)
{
    private Membership? _where = present;

    public override Ear Ear { get; } = new PairEar(format, numbers, caller.UserId, other.Id, present?.ConversationN ?? 0);

    public static async Task Open(
        string user, HttpContext http, SocketEntrance entrance, OffChatPeople people, PairDoor pairs, OffChatFormat format, RowNumbers numbers, Talk talk,
        ILogger<PairSocket> logger)
    {
        var (caller, ct) = (await entrance.RequireAsync(http), http.RequestAborted);
        var other = await people.FindAsync(caller, user, ct) ?? throw new Refusal(Errors.Forbidden);
        await entrance.OpenAsync(http, new PairSocket(caller, other, await pairs.FindAsync(caller, other, ct), format, numbers, talk, pairs, logger));
    }

    // The first message begins the conversation that the second one stands in.
    protected override bool IsOneByOne => _where is null;

    protected override async ValueTask<Membership?> WhereAsync(Fields frame, bool begins, CancellationToken ct) =>
        _where ??= begins ? await pairs.BeginAsync(Caller, other, ct) : await pairs.FindAsync(Caller, other, ct);

    private sealed class PairEar(WireFormat format, RowNumbers numbers, UserId me, UserId other, long conversationN) : Ear
    {
        public override WireFormat Format => format;

        public override long OnlyConversationN => conversationN;

        public override bool Hears(long conversationN, ChatEvent happened) =>
            ChatEvents.Holds(happened) && (OnlyConversationN != 0 || PairDoor.IsOf(numbers.Pair(conversationN), me, other));
    }
}

/// <summary>The conversation that two people have, or begin.</summary>
internal sealed class PairDoor(NumberedConversationsHandler conversations, ConversationAccess access, Talk talk)
{
    public async Task<Membership?> FindAsync(Caller caller, PersonCard other, CancellationToken ct) =>
        await conversations.DirectAsync(caller, other.N, ct) is { } found ? await access.RequireAsync(caller, found.Id, Permission.Read, ct) : null;

    public async Task<Membership> BeginAsync(Caller caller, PersonCard other, CancellationToken ct) =>
        await access.RequireAsync(caller, (await talk.WithAsync(caller, other, ct)).Id, Permission.Read, ct);

    public static bool IsOf((UserId One, UserId Other)? pair, UserId me, UserId other) =>
        pair is var (one, two) && ((one == me && two == other) || (one == other && two == me));
}
