using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Conversations;
using Parley.Protocol;
using Parley.Receipts;

namespace Parley.Dialects.AriStay;

/// <summary>What is done to a room: read, left, archived; and its figures.</summary>
internal static class RoomSteps
{
    public static async Task<IResult> MarkRead(string room, Caller caller, MarkReadHandler handler, RoomViews rooms, CancellationToken ct)
    {
        await handler.HandleAsync(caller, new MarkRead((await rooms.MineAsync(room, caller, ct)).Id), ct);
        return Said("Room marked as read");
    }

    // Nobody leaves a direct room here: for oneself it goes where archived ones are.
    public static async Task<IResult> Leave(
        string room, Caller caller, JoinAndLeaveHandler handler, UpdateMemberHandler members, NumberedMembersHandler people, MySettingsHandler settings,
        RoomViews rooms, CancellationToken ct)
    {
        var found = await rooms.MineAsync(room, caller, ct);
        if (found.Type == ConversationType.Direct)
        {
            await settings.ArchiveAsync(caller, found.Id, archived: true, ct);
            return Said("Left the room");
        }

        try
        {
            await handler.LeaveAsync(caller, found.Id, ct);
        }
        catch (Refusal refusal) when (refusal.Error == Errors.LastOwner)
        {
            // AriStay has admins only: where there is another, the room becomes theirs.
            var admins = await people.HandleAsync(caller, new(1, 2), new() { Conversation = found.Id, IsAdmin = true }, ct);
            if (admins.Items.FirstOrDefault(admin => admin.UserN != caller.UserN) is not { } heir)
                throw new Refusal(Errors.LastOwner, "You are the only admin of this room: make somebody else one first.");

            await members.TransferAsync(caller, found.Id, heir.Member.UserId.ToString(), ct);
            await handler.LeaveAsync(caller, found.Id, ct);
        }

        return Said("Left the room");
    }

    public static Task<IResult> Archive(
        string room, Caller caller, HttpRequest request, ConversationAccess access, UpdateConversationHandler handler, MySettingsHandler settings, RoomViews rooms,
        CancellationToken ct) =>
        SetAsync(room, caller, archived: true, request, access, handler, settings, rooms, ct);

    public static Task<IResult> Unarchive(
        string room, Caller caller, HttpRequest request, ConversationAccess access, UpdateConversationHandler handler, MySettingsHandler settings, RoomViews rooms,
        CancellationToken ct) =>
        SetAsync(room, caller, archived: false, request, access, handler, settings, rooms, ct);

    public static async Task<IResult> Stats(string room, Caller caller, ReadConversationsHandler conversations, RoomViews rooms, CancellationToken ct)
    {
        var found = await rooms.MineAsync(room, caller, ct);
        var figures = await conversations.StatisticsAsync(caller, found.Id, ct);
        return TypedResults.Json(
            new StatsJson(figures.MessageCount - figures.DeletedCount, figures.MemberCount, found.UnreadCount ?? 0, figures.LastMessageAt),
            AriStayJson.Wire.StatsJson);
    }

    private static async Task<IResult> SetAsync(
        string room, Caller caller, bool archived, HttpRequest request, ConversationAccess access, UpdateConversationHandler handler,
        MySettingsHandler settings, RoomViews rooms, CancellationToken ct)
    {
        var found = await rooms.MineAsync(room, caller, ct);
        var isMyOwnMatter = found.Type == ConversationType.Direct || (!archived && found is { ArchivedAt: null, My.Archived: true });
        if (!isMyOwnMatter)
            await access.RequireAsync(caller, found.Id, Permission.EditConversation, ct);
        if (!isMyOwnMatter && archived != found.ArchivedAt is not null)
            await handler.HandleAsync(caller, found.Id, new UpdateConversation(Archived: archived), ct);
        if (isMyOwnMatter || (!archived && found.My is { Archived: true }))
            await settings.ArchiveAsync(caller, found.Id, archived, ct);

        return await Rooms.ShownAsync(await rooms.MineAsync(room, caller, ct), caller, request, rooms, ct);
    }

    private static JsonHttpResult<SaidJson> Said(string sentence) => TypedResults.Json(new SaidJson(sentence), AriStayJson.Wire.SaidJson);
}
