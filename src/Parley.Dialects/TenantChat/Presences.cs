using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Presence;
using Parley.Protocol;

namespace Parley.Dialects.TenantChat;

/// <summary>How reachable people are whom one shares a conversation with, and oneself.</summary>
internal static class Presences
{
    public static async Task<IResult> List(HttpContext http, Caller caller, PresenceHandler presence, CancellationToken ct)
    {
        var page = Paging.Asked(http, Conversations.Listed, Conversations.MostListed);
        var all = (await presence.ListAsync(caller, null, ct)).Items;
        var items = all.Skip((int)Math.Min(page.Skip, int.MaxValue)).Take(page.Size).ToList();
        return TypedResults.Json(
            Paging.Of(http, page, new Numbered<PresenceView>(items, all.Count), TenantChatViews.Presence), TenantChatJson.Wire.PagePresenceJson);
    }

    public static JsonHttpResult<PresenceJson> Mine(Caller caller, PresenceBoard board) => Shown(board, caller);

    /// <summary>Whose it is, is whoever asks: the client sends a <c>user_id</c> too, which is not read.</summary>
    public static async Task<IResult> Update(Caller caller, Fields body, PresenceHandler presence, PresenceBoard board, CancellationToken ct)
    {
        var status = body.Has("status") ? Status(body) : board.Of(caller.UserN, caller.UserId).Status;
        await presence.HandleAsync(caller, new UpdatePresence(status, body.IdOrNull<ConversationId>("current_conversation")), device: null, ct);
        return Shown(board, caller);
    }

    /// <exception cref="Refusal"><c>validation_failed</c>.</exception>
    public static PresenceStatus Status(Fields said) => said.Text("status") switch
    {
        "online" => PresenceStatus.Online,
        "away" => PresenceStatus.Away,
        "busy" => PresenceStatus.Busy,
        "offline" => PresenceStatus.Offline,
        var other => throw Fields.Wrong("status", $"\"{other}\" is not a valid choice."),
    };

    private static JsonHttpResult<PresenceJson> Shown(PresenceBoard board, Caller caller) =>
        TypedResults.Json(TenantChatViews.Presence(board.Of(caller.UserN, caller.UserId)), TenantChatJson.Wire.PresenceJson);
}
