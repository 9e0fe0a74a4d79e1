using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Presence;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Dialects.OffChat;

/// <summary>Tells who comes and goes of those whom one shares a conversation with, in one of two languages.</summary>
internal sealed class StatusSocket(Caller caller, WireFormat format, Talk talk, Friends friends, ILogger logger) : OffChatSocket(caller, talk, logger)
{
    public override Ear Ear { get; } = new StatusEar(format);

    public static async Task Open(
        HttpContext http, SocketEntrance entrance, OffChatFormat format, Talk talk, Friends friends, ILogger<StatusSocket> logger) =>
        await entrance.OpenAsync(http, new StatusSocket(await entrance.RequireAsync(http), format, talk, friends, logger));

    public static async Task OpenPresence(
        HttpContext http, SocketEntrance entrance, PresenceFormat format, Talk talk, Friends friends, ILogger<StatusSocket> logger) =>
        await entrance.OpenAsync(http, new StatusSocket(await entrance.RequireAsync(http), format, talk, friends, logger));

    protected override Task AlsoHandleAsync(string type, Fields frame, CancellationToken ct) =>
        type == "get_friends_status" ? friends.SayAsync(Connection, ct) : Task.CompletedTask;

    private sealed class StatusEar(WireFormat format) : Ear
    {
        public override WireFormat Format => format;

        public override bool Hears(long conversationN, ChatEvent happened) => happened is PresenceChanged;
    }
}

/// <summary>Says who is there of those whom one shares a conversation with.</summary>
internal sealed class Friends(PresenceHandler presence, PersonCards cards)
{
    public async Task SayAsync(Connection connection, CancellationToken ct)
    {
        var caller = connection.Caller;
        var reachable = (await presence.ListAsync(caller, null, ct)).Items.Where(one => one.UserId != caller.UserId).ToList();
        var people = await cards.OfAsync(reachable.Select(one => one.UserId), ct);
        connection.Send(WireFrame.Of(
            new FriendsFrame("friends_status", [.. reachable.Select(one => new FriendJson(
                Viewer.Text(people[one.UserId].N), people[one.UserId].Username, one.Status != PresenceStatus.Offline))]),
            OffChatJson.Wire.FriendsFrame));
    }
}
