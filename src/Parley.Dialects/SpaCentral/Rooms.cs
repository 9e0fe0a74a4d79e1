using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Conversations;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.SpaCentral;

/// <summary>Rooms are groups: they have people, and say nothing here. Who began one adds and removes.</summary>
internal static class Rooms
{
    private const int NameCharacters = 100;

    public static async Task<IResult> List(
        Caller caller, HttpContext http, NumberedConversationsHandler conversations, RoomViews rooms, CancellationToken ct)
    {
        var page = Paging.Asked(http, Messages.PageSize);
        var mine = await conversations.MineAsync(caller, page, new() { Type = ConversationType.Group, OldestFirst = true }, ct);
        var shown = new List<RoomJson>(mine.Items.Count);
        foreach (var one in mine.Items)
            shown.Add(await rooms.ShowAsync(caller, http, one, ct));

        return TypedResults.Json(Paging.Of(http, page, new Numbered<RoomJson>(shown, mine.Count), one => one), SpaCentralJson.Wire.PageRoomJson);
    }

    public static async Task<IResult> Create(
        Caller caller, Fields body, HttpContext http, CreateConversationHandler handler, RoomViews rooms, CancellationToken ct)
    {
        var command = new CreateConversation(ConversationType.Group, Name(body), body.TextOrNull("description")) { Origin = "spa-central" };
        Validation.Check(command);
        var (conversation, _) = await handler.HandleAsync(caller, command, ct);
        return TypedResults.Json(await rooms.ShowAsync(caller, http, conversation, ct), SpaCentralJson.Wire.RoomJson, statusCode: 201);
    }

    public static async Task<IResult> One(long room, Caller caller, HttpContext http, RoomViews rooms, CancellationToken ct) =>
        TypedResults.Json(await rooms.ShowAsync(caller, http, await rooms.FindAsync(caller, room, ct), ct), SpaCentralJson.Wire.RoomJson);

    public static async Task<IResult> Update(
        long room, Caller caller, Fields body, HttpContext http, UpdateConversationHandler handler, RoomViews rooms, CancellationToken ct)
    {
        var found = await rooms.FindAsync(caller, room, ct);
        var command = new UpdateConversation(body.Has("name") || HttpMethods.IsPut(http.Request.Method) ? Name(body) : null, body.TextOrNull("description"));
        Validation.Check(command);
        await handler.HandleAsync(caller, found.Id, command, ct);
        return await One(room, caller, http, rooms, ct);
    }

    public static async Task<IResult> Remove(long room, Caller caller, DeleteConversationHandler handler, RoomViews rooms, CancellationToken ct)
    {
        await handler.HandleAsync(caller, (await rooms.FindAsync(caller, room, ct)).Id, ct);
        return TypedResults.NoContent();
    }

    public static async Task<IResult> AddMember(
        long room, Caller caller, Fields body, Pairs pairs, AddMembersHandler handler, RoomViews rooms, CancellationToken ct)
    {
        var found = await rooms.FindAsync(caller, room, ct);
        var person = await pairs.PersonAsync(caller, Conversations.Number(body.TextOrNull("user_id")), ct);
        await handler.HandleAsync(caller, found.Id, new AddMembers([person.Id.ToString()]), ct);
        return TypedResults.Json(new StatusJson("success"), SpaCentralJson.Wire.StatusJson);
    }

    public static async Task<IResult> RemoveMember(
        long room, Caller caller, Fields body, Pairs pairs, UpdateMemberHandler handler, RoomViews rooms, CancellationToken ct)
    {
        var found = await rooms.FindAsync(caller, room, ct);
        var person = await pairs.PersonAsync(caller, Conversations.Number(body.TextOrNull("user_id")), ct);
        await handler.KickAsync(caller, found.Id, person.Id.ToString(), ct);
        return TypedResults.Json(new StatusJson("success"), SpaCentralJson.Wire.StatusJson);
    }

    private static string Name(Fields body) => body.Text("name") is { Length: <= NameCharacters } name
        ? name
        : throw Fields.Wrong("name", $"Ensure this field has no more than {NameCharacters} characters.");
}

/// <summary>Finds and shows rooms.</summary>
internal sealed class RoomViews(
    PersonCards cards, RowNumbers numbers, ReadConversationsHandler conversations, NumberedConversationsHandler members, SpaCentralViews views)
{
    private const int PeopleInRoom = 1_000;

    /// <summary>A group that the caller is in.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<ConversationView> FindAsync(Caller caller, long room, CancellationToken ct) =>
        await conversations.OneAsync(caller, await numbers.ConversationAsync(caller, room, ct), ct) is { My: not null, Type: ConversationType.Group } found
            ? found
            : throw new Refusal(Errors.NotFound);

    public async Task<RoomJson> ShowAsync(Caller caller, HttpContext http, ConversationView room, CancellationToken ct)
    {
        var inside = await members.MembersAsync(caller, room.Id, new(1, PeopleInRoom), ct);
        var people = await cards.OfAsync(inside.Items.Select(member => member.UserId), ct);
        var seen = Seen.Of(http, caller);
        return new(
            room.N, room.Title ?? string.Join(", ", inside.Items.Where(member => member.UserId != caller.UserId).Select(member => member.DisplayName)),
            room.Description ?? "", room.CreatedBy is { } by ? views.User(await cards.OfAsync(by, ct), seen) : null,
            [.. people.Values.Select(card => views.User(card, seen))], inside.Count, IsActive: room.ArchivedAt is null, room.CreatedAt,
            room.LastMessageAt ?? room.CreatedAt);
    }
}
