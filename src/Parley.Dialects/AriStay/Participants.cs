using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Conversations;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;
using Parley.Typing;

namespace Parley.Dialects.AriStay;

/// <summary>Who is in a room, who comes and goes, and who types.</summary>
internal static class Participants
{
    private const int PageItems = 10;

    public static async Task<IResult> List(Caller caller, HttpContext http, NumberedMembersHandler members, AriStayViews views, CancellationToken ct)
    {
        var query = http.Request.Query;
        var page = Paging.Asked(http, PageItems);
        var found = await members.HandleAsync(caller, page, new()
        {
            Conversation = Room(query["room"]), UserN = Number(query["user"], "user"), IsAdmin = Flag(query["is_admin"]),
        }, ct);
        var shown = new Numbered<ParticipantJson>(await views.ParticipantsAsync(found.Items, ct), found.Count);
        return TypedResults.Json(Paging.Of(http, page, shown, participant => participant), AriStayJson.Wire.PageParticipantJson);
    }

    public static async Task<IResult> Add(
        Caller caller, Fields body, RoomViews rooms, PersonCards cards, AddMembersHandler handler, NumberedMembersHandler members, AriStayViews views,
        CancellationToken ct)
    {
        var room = await RoomAsync(caller, body, rooms, ct);
        var n = body.Integer("user");
        var person = await cards.FindAsync(caller.WorkspaceN, n, ct)
            ?? throw Fields.Wrong("user", string.Create(CultureInfo.InvariantCulture, $"Invalid pk \"{n}\" - object does not exist."));
        var command = new AddMembers([person.Id.ToString()], body.FlagOrNull("is_admin") is true ? MemberRole.Admin : null);
        await handler.HandleAsync(caller, room, command, ct);
        return await ShownAsync(await OneAsync(caller, room, n, members, ct), views, 201, ct);
    }

    // Taking oneself out is leaving.
    public static async Task<IResult> Remove(
        string participant, Caller caller, RowNumbers numbers, NumberedMembersHandler members, UpdateMemberHandler handler, JoinAndLeaveHandler leaving,
        CancellationToken ct)
    {
        var member = await MemberAsync(participant, caller, numbers, members, ct);
        if (member.UserN == caller.UserN)
            await leaving.LeaveAsync(caller, member.ConversationId, ct);
        else
            await handler.KickAsync(caller, member.ConversationId, member.Member.UserId.ToString(), ct);

        return TypedResults.NoContent();
    }

    public static async Task<IResult> Mute(
        string participant, Caller caller, Fields body, RowNumbers numbers, NumberedMembersHandler members, MySettingsHandler handler, AriStayViews views,
        CancellationToken ct)
    {
        var member = await MemberAsync(participant, caller, numbers, members, ct);
        if (member.UserN != caller.UserN)
            throw new Refusal(Errors.Forbidden, "You can only mute a room for yourself.");

        if (body.FlagOrNull("muted") ?? true)
            await handler.MuteAsync(caller, member.ConversationId, new MuteConversation(body.TimeOrNull("muted_until")), ct);
        else
            await handler.UnmuteAsync(caller, member.ConversationId, ct);

        return await ShownAsync(await OneAsync(caller, member.ConversationId, caller.UserN, members, ct), views, 200, ct);
    }

    public static async Task<IResult> Typing(Caller caller, HttpContext http, TypingHandler typing, CancellationToken ct)
    {
        var page = Paging.Asked(http, PageItems);
        var room = Room(http.Request.Query["room"]) ?? throw Fields.Wrong("room", "This field is required.");
        var now = await TypingInAsync(caller, room, typing, ct);
        var shown = now.Skip((int)Math.Min(page.Skip, now.Count)).Take(page.Size).ToList();
        return TypedResults.Json(
            Paging.Of(http, page, new Numbered<TypingNow>(shown, now.Count), one => new TypistJson(
                RowNumbers.Member(one.ConversationN, one.UserN), room, one.UserN, one.At)), AriStayJson.Wire.PageTypistJson);
    }

    private static async Task<IResult> ShownAsync(NumberedMember member, AriStayViews views, int status, CancellationToken ct) =>
        TypedResults.Json((await views.ParticipantsAsync([member], ct))[0], AriStayJson.Wire.ParticipantJson, statusCode: status);

    private static async Task<IReadOnlyList<TypingNow>> TypingInAsync(Caller caller, ConversationId room, TypingHandler typing, CancellationToken ct)
    {
        try
        {
            return await typing.WhoAsync(caller, room, ct);
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound || refusal.Error == Errors.Forbidden)
        {
            return [];
        }
    }

    private static async Task<ConversationId> RoomAsync(Caller caller, Fields body, RoomViews rooms, CancellationToken ct)
    {
        var room = body.Id<ConversationId>("room");
        try
        {
            return (await rooms.MineAsync(room.ToString(), caller, ct)).Id;
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound)
        {
            throw Fields.Wrong("room", $"Invalid pk \"{room}\" - object does not exist.");
        }
    }

    private static async Task<NumberedMember> OneAsync(
        Caller caller, ConversationId room, long userN, NumberedMembersHandler members, CancellationToken ct) =>
        (await members.HandleAsync(caller, new(1, 1), new() { Conversation = room, UserN = userN }, ct)).Items is [var member]
            ? member
            : throw new Refusal(Errors.NotFound);

    /// <summary>Somebody in a room that the caller is in.</summary>
    private static async Task<NumberedMember> MemberAsync(
        string participant, Caller caller, RowNumbers numbers, NumberedMembersHandler members, CancellationToken ct)
    {
        if (!long.TryParse(participant, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new Refusal(Errors.NotFound);

        var (conversationN, userN) = RowNumbers.Member(number);
        return await OneAsync(caller, await numbers.ConversationAsync(caller, conversationN, ct), userN, members, ct);
    }

    private static ConversationId? Room(string? text) => string.IsNullOrEmpty(text) ? null
        : Guid.TryParse(text, out var id) ? ConversationId.Of(id)
        : throw Fields.Wrong("room", "Enter a valid UUID.");

    private static long? Number(string? text, string field) => string.IsNullOrEmpty(text) ? null
        : long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
        : throw Fields.Wrong(field, "Enter a number.");

    private static bool? Flag(string? text) => text switch
    {
        "true" or "True" or "1" => true,
        "false" or "False" or "0" => false,
        _ => null,
    };
}
