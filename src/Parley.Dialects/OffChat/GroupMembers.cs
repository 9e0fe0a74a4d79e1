using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Conversations;
using Parley.Dialects.Shared;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>Who is in a group: added, removed, joining, leaving.</summary>
internal static class GroupMembers
{
    private const int PageItems = 50;

    public static async Task<IResult> List(
        HttpContext http, ConversationId group, Caller caller, OpenDoors doors, NumberedConversationsHandler conversations, OffChatPeople people, CancellationToken ct)
    {
        var page = Paging.Asked(http, PageItems);
        var membership = await doors.RequireGroupAsync(caller, group, Permission.Read, ct);
        var found = await conversations.MembersAsync(caller, group, page, ct);
        var seen = await people.SeeAsync(caller, found.Items.Select(member => member.UserId), ct);
        return TypedResults.Json(
            Paging.Of(http, page, found, member => OffChatConversations.Member(membership.ConversationN, member, seen)), OffChatJson.Wire.PageGroupMemberJson);
    }

    public static async Task<IResult> Add(
        ConversationId group, string user, Viewer viewer, OpenDoors doors, OffChatPeople people, AddMembersHandler handler, OffChatConversations shown,
        CancellationToken ct)
    {
        var membership = await doors.RequireGroupAsync(viewer.Caller, group, Permission.AddMembers, ct);
        var person = await people.FindAsync(viewer.Caller, user, ct) ?? throw NoUser();
        var added = await handler.HandleAsync(viewer.Caller, group, new AddMembers([person.Id.ToString()]), ct);
        return added.Items is [var member]
            ? TypedResults.Json(await shown.MemberAsync(viewer, membership.ConversationN, member, ct), OffChatJson.Wire.GroupMemberJson, statusCode: 201)
            : throw new Refusal(Errors.ValidationFailed, "User is already a member of this group");
    }

    public static async Task<IResult> Remove(
        ConversationId group, string user, Viewer viewer, OpenDoors doors, OffChatPeople people, ConversationStandings standings, UpdateMemberHandler handler,
        CancellationToken ct)
    {
        var membership = await doors.RequireGroupAsync(viewer.Caller, group, Permission.RemoveMembers, ct);
        var person = await people.FindAsync(viewer.Caller, user, ct) ?? throw NoUser();
        switch (await standings.MemberAsync(membership, person.N, ct))
        {
            case not { Status: MemberStatus.Active }:
                throw new Refusal(Errors.ValidationFailed, "User is not a member of this group");
            case { Role: MemberRole.Owner }:
                throw new Refusal(Errors.ValidationFailed, "Cannot remove the group owner");
        }

        await handler.KickAsync(viewer.Caller, group, person.Id.ToString(), ct);
        return TypedResults.Json(new SaidJson("Member removed successfully"), OffChatJson.Wire.SaidJson);
    }

    public static async Task<IResult> Join(
        ConversationId group, Viewer viewer, OpenDoors doors, ConversationStandings standings, JoinAndLeaveHandler handler, OffChatConversations shown,
        CancellationToken ct)
    {
        if (await doors.FindAsync(viewer.Caller, group, ct) is { } present)
            throw present.Type == ConversationType.Direct ? new Refusal(Errors.NotFound) : new Refusal(Errors.ValidationFailed, "You are already a member of this group");

        try
        {
            await handler.JoinAsync(viewer.Caller, group, ct);
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotFound)
        {
            throw new Refusal(Errors.Forbidden, "This is a private group. You need an invitation to join.");
        }

        var membership = await doors.RequireAsync(viewer.Caller, group, Permission.Read, ct);
        var member = await standings.MemberAsync(membership, viewer.Caller.UserN, ct) ?? throw new Refusal(Errors.NotFound);
        return TypedResults.Json(await shown.MemberAsync(viewer, membership.ConversationN, member, ct), OffChatJson.Wire.GroupMemberJson, statusCode: 201);
    }

    public static async Task<IResult> Leave(ConversationId group, Caller caller, OpenDoors doors, JoinAndLeaveHandler handler, CancellationToken ct)
    {
        var present = await doors.FindAsync(caller, group, ct) ?? throw new Refusal(Errors.ValidationFailed, "You are not a member of this group");
        if (present.Type == ConversationType.Direct)
            throw new Refusal(Errors.NotFound);

        await handler.LeaveAsync(caller, group, ct);
        return TypedResults.Json(new SaidJson("Left group successfully"), OffChatJson.Wire.SaidJson);
    }

    private static Refusal NoUser() => new(Errors.NotFound, "User not found");
}
