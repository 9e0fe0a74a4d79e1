using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Presence;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>Who one is, who there is, and who is there.</summary>
internal static class Users
{
    private const int Everybody = 10_000;
    private const int AskedAtOnce = 200;

    public static async Task<IResult> Profile(Viewer viewer, PersonCards cards, PresenceBoard board, OffChatPeople people, CancellationToken ct) =>
        TypedResults.Json(
            people.User(viewer.Host, await cards.OfAsync(viewer.Caller.UserId, ct), Seen.Word(OwnStatus(viewer.Caller, board)), isOwn: true), OffChatJson.Wire.UserJson);

    public static async Task<IResult> All(Viewer viewer, PersonCards cards, PresenceHandler presence, OffChatPeople people, CancellationToken ct)
    {
        var everybody = await cards.EverybodyAsync(viewer.Caller.WorkspaceN, 0, Everybody, ct);
        var reachable = (await presence.ListAsync(viewer.Caller, null, ct)).Items.ToDictionary(one => one.UserId);
        var users = everybody.Select(card => people.User(
            viewer.Host, card, Seen.Word(reachable.TryGetValue(card.Id, out var found) ? found.Status : PresenceStatus.Offline), card.Id == viewer.Caller.UserId)).ToList();
        return TypedResults.Json(new UsersJson(users, users.Count), OffChatJson.Wire.UsersJson);
    }

    // Who is there is known by sockets; who just sent this is there, whatever else.
    public static IResult Heartbeat(Caller caller, Fields body, PresenceBoard board, TimeProvider clock)
    {
        var status = body.FlagOrNull("logout") is true ? PresenceStatus.Offline : OwnStatus(caller, board);
        return TypedResults.Json(new HeartbeatJson("Heartbeat received", Seen.Word(status), clock.GetUtcNow()), OffChatJson.Wire.HeartbeatJson);
    }

    public static async Task<IResult> Statuses(HttpContext http, Caller caller, OffChatPeople people, CancellationToken ct)
    {
        var ids = http.Request.Query["user_ids"].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (ids.Count == 0)
            throw new Refusal(Errors.ValidationFailed, "user_ids parameter is required");
        if (ids.Count > AskedAtOnce)
            throw new Refusal(Errors.ValidationFailed, $"At most {AskedAtOnce} people are asked about at once.");

        var found = await people.FindAsync(caller, ids, ct);
        var seen = await people.SeeAsync(caller, found.Select(card => card.Id), ct);
        return TypedResults.Json(
            new StatusesJson([.. found.Select(card => new StatusJson(
                card.N, card.Username, seen.OnlineStatus(card.Id) != "offline", seen.Reachable.GetValueOrDefault(card.Id)?.LastSeen))]),
            OffChatJson.Wire.StatusesJson);
    }

    public static async Task<IResult> SetStatus(Caller caller, Fields body, PresenceHandler presence, CancellationToken ct)
    {
        var action = body.TextOrNull("action");
        var status = action switch
        {
            "online" => PresenceStatus.Online,
            "away" => PresenceStatus.Away,
            "offline" => PresenceStatus.Offline,
            _ => throw new Refusal(Errors.ValidationFailed, "Invalid status action"),
        };
        await presence.HandleAsync(caller, new UpdatePresence(status), device: null, ct);
        return TypedResults.Json(new StatusSetJson($"Status updated to {action}", action), OffChatJson.Wire.StatusSetJson);
    }

    private static PresenceStatus OwnStatus(Caller caller, PresenceBoard board) =>
        board.Of(caller.UserN, caller.UserId).Status is var status && status == PresenceStatus.Offline ? PresenceStatus.Online : status;
}
