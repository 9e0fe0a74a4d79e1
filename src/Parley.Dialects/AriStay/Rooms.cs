using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Conversations;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.AriStay;

/// <summary>Rooms: one's own list, beginning, showing, renaming and deleting one.</summary>
internal static class Rooms
{
    private const int PageItems = 10;

    public static async Task<IResult> List(Caller caller, HttpContext http, NumberedConversationsHandler conversations, CancellationToken ct)
    {
        var query = http.Request.Query;
        var isArchivedToo = query["include_archived"] == "true";
        var onlyArchived = query["is_active"].ToString() is "false" or "False" or "0";
        if (onlyArchived && !isArchivedToo)
            return TypedResults.Json(new Page<RoomLineJson>(0, null, null, []), AriStayJson.Wire.PageRoomLineJson);

        var page = Paging.Asked(http, PageItems);
        var filter = OfType(query["room_type"], new()
        {
            WithArchived = isArchivedToo && query["is_active"].ToString() is not ("true" or "True" or "1"), OnlyArchived = onlyArchived,
            Text = query["search"], OldestFirst = query["ordering"] == "created_at",
        });
        return TypedResults.Json(
            Paging.Of(http, page, await conversations.MineAsync(caller, page, filter, ct), RoomViews.Line), AriStayJson.Wire.PageRoomLineJson);
    }

    public static async Task<IResult> Create(
        Caller caller, Fields body, HttpRequest request, CreateConversationHandler handler, PersonCards cards, RoomViews rooms, CancellationToken ct)
    {
        var type = body.TextOrNull("room_type") ?? "direct";
        var command = type switch
        {
            "direct" => new CreateConversation(ConversationType.Direct, MemberIds: [await OtherAsync(caller, body, cards, ct)]),
            "group" => new CreateConversation(ConversationType.Group, Name(body), MemberIds: await PeopleAsync(caller, body, cards, ct)),
            RoomViews.Task or RoomViews.Property => new CreateConversation(
                ConversationType.Group, Name(body), MemberIds: await PeopleAsync(caller, body, cards, ct),
                Context: new(type, body.Integer(type).ToString(CultureInfo.InvariantCulture))),
            _ => throw Fields.Wrong("room_type", $"\"{MessageTexts.Cut(type)}\" is not a valid choice."),
        };
        Validation.Check(command);
        var (room, _) = await handler.HandleAsync(caller, command with { Origin = "aristay" }, ct);
        return room.My is null
            ? throw new Refusal(Errors.Forbidden, $"The room of this {type} exists and you are not in it.")
            : TypedResults.Json(await rooms.RoomAsync(caller, room, request, ct), AriStayJson.Wire.RoomJson, statusCode: 201);
    }

    public static async Task<IResult> One(string room, Caller caller, HttpRequest request, RoomViews rooms, CancellationToken ct)
    {
        var found = await rooms.MineAsync(room, caller, ct);
        return RoomViews.IsArchived(found) && request.Query["include_archived"] != "true"
            ? throw new Refusal(Errors.NotFound)
            : await ShownAsync(found, caller, request, rooms, ct);
    }

    public static async Task<IResult> Update(
        string room, Caller caller, Fields body, HttpRequest request, ConversationAccess access, UpdateConversationHandler handler, RoomViews rooms,
        CancellationToken ct)
    {
        var found = await rooms.MineAsync(room, caller, ct);
        await access.RequireAsync(caller, found.Id, Permission.EditConversation, ct);
        if (body.Has("name"))
            found = await handler.HandleAsync(caller, found.Id, new UpdateConversation(Name(body) ?? ""), ct);

        return await ShownAsync(found, caller, request, rooms, ct);
    }

    public static async Task<IResult> Delete(string room, Caller caller, DeleteConversationHandler handler, RoomViews rooms, CancellationToken ct)
    {
        await handler.HandleAsync(caller, (await rooms.MineAsync(room, caller, ct)).Id, ct);
        return TypedResults.NoContent();
    }

    internal static async Task<IResult> ShownAsync(ConversationView room, Caller caller, HttpRequest request, RoomViews rooms, CancellationToken ct) =>
        TypedResults.Json(await rooms.RoomAsync(caller, room, request, ct), AriStayJson.Wire.RoomJson);

    private static ConversationFilter OfType(string? type, ConversationFilter filter) => type switch
    {
        "direct" => filter with { Type = ConversationType.Direct },
        "group" => filter with { WithoutDirect = true, ContextType = "" },
        RoomViews.Task or RoomViews.Property => filter with { WithoutDirect = true, ContextType = type },
        null or "" => filter,
        _ => throw Fields.Wrong("room_type", $"Select a valid choice. {MessageTexts.Cut(type)} is not one of the available choices."),
    };

    private static string? Name(Fields body) => body.TextOrNull("name") is not { } name ? null
        : name.Length <= Limits.NameCharacters ? name
        : throw Fields.Wrong("name", $"Ensure this field has no more than {Limits.NameCharacters} characters.");

    // A direct room names exactly one other person who is there; anything else is refused as not permitted, as the system did.
    private static async Task<string> OtherAsync(Caller caller, Fields body, PersonCards cards, CancellationToken ct) =>
        body.Integers("participant_ids") is [var n] && n != caller.UserN && await cards.FindAsync(caller.WorkspaceN, n, ct) is { IsDisabled: false } card
            ? card.Id.ToString()
            : throw new Refusal(Errors.Forbidden, "A direct room names exactly one other active user.");

    private static async Task<IReadOnlyList<string>> PeopleAsync(Caller caller, Fields body, PersonCards cards, CancellationToken ct)
    {
        var people = new List<string>();
        foreach (var n in body.Integers("participant_ids"))
        {
            var card = await cards.FindAsync(caller.WorkspaceN, n, ct)
                ?? throw Fields.Wrong("participant_ids", string.Create(CultureInfo.InvariantCulture, $"Invalid pk \"{n}\" - object does not exist."));
            people.Add(card.Id.ToString());
        }

        return people;
    }
}
