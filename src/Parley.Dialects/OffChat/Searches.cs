using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Protocol;
using Parley.Search;

namespace Parley.Dialects.OffChat;

/// <summary>One search over one's conversations, their messages, one's groups, and the people of the workspace.</summary>
internal static class Searches
{
    private const int MostMessages = 50;

    public static async Task<IResult> Search(
        HttpContext http, Viewer viewer, SearchHandler handler, OffChatPeople people, OffChatMessages messages, OffChatConversations conversations, CancellationToken ct)
    {
        var query = http.Request.Query["q"].ToString().Trim();
        if (query.Length == 0)
            throw new Refusal(Errors.ValidationFailed, "Search query is required");

        var type = http.Request.Query["type"].ToString() is { Length: > 0 } named ? named : "all";
        var found = await handler.HandleAsync(viewer.Caller, new SearchAsked(query, type switch
        {
            "all" => null,
            "groups" => "conversations",
            "conversations" or "messages" or "users" => type,
            _ => throw new Refusal(Errors.ValidationFailed, "type is all, conversations, messages, groups or users."),
        }, Limit: MostMessages), ct);
        var mine = found.Conversations.Where(one => one.My is not null).ToList();
        var seen = await people.SeeAsync(viewer.Caller, found.Users.Select(user => user.Id), ct);
        return TypedResults.Json(
            new SearchJson(query, type, new(
                type == "groups" ? [] : await conversations.AllAsync(viewer, mine, ct),
                await messages.AllAsync(viewer, [.. found.Messages.Select(hit => hit.Message)], ct),
                type == "conversations" ? [] : await conversations.GroupsAsync(viewer, [.. mine.Where(one => one.Type != ConversationType.Direct)], ct),
                [.. found.Users.Select(user => people.User(viewer.Host, seen.People[user.Id], seen.OnlineStatus(user.Id), user.Id == viewer.Caller.UserId))])),
            OffChatJson.Wire.SearchJson);
    }
}
