using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Access.RateLimits;
using Parley.People;
using Parley.Protocol;

namespace Parley.Conversations;

/// <summary>The door to a conversation's members. People are named by UUID or <c>external:ID</c>.</summary>
public static class MemberRoutes
{
    public static void MapMembers(this RouteGroupBuilder api)
    {
        var members = api.MapGroup("/conversations/{conversationId}/members").WithTags("Members");
        members.MapGet("/", List).WithName("listMembers").WithSummary("Lists members, the active ones unless another status is asked for; with a query, those whose name begins so.")
            .Refuses(Errors.NotFound, Errors.Forbidden);
        members.MapPost("/", Add).CountsItems<AddMembers>(body => body.UserIds.Count)
            .WithName("addMembers").WithSummary("Adds up to 1,000 people, all or none.")
            .Refuses(Errors.NotFound, Errors.Forbidden, Errors.UserNotFound, Errors.Banned);
        members.MapPatch("/{userId}", Update).WithName("updateMember").WithSummary("Changes a role, silences for a time, bans, or lifts a ban.")
            .Refuses(Errors.NotFound, Errors.Forbidden, Errors.UserNotFound, Errors.LastOwner);
        members.MapDelete("/{userId}", Remove).WithName("removeMember").WithSummary("Removes somebody, or leaves when it is oneself.")
            .Refuses(Errors.NotFound, Errors.Forbidden, Errors.UserNotFound, Errors.LastOwner);
    }

    private static async Task<Ok<Listing<MemberView>>> List(
        ConversationId conversationId, Caller caller, ListMembersHandler handler, CancellationToken ct, Word<MemberStatus>? status = null,
        string? cursor = null, int? limit = null, string? query = null) =>
        TypedResults.Ok(string.IsNullOrWhiteSpace(query)
            ? await handler.HandleAsync(caller, conversationId, status?.Value, cursor, limit, ct)
            : await handler.CompleteAsync(caller, conversationId, query, limit, ct));

    private static async Task<Ok<Listing<MemberView>>> Add(
        ConversationId conversationId, AddMembers body, Caller caller, AddMembersHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.HandleAsync(caller, conversationId, body, ct));

    private static async Task<Ok<MemberView>> Update(
        ConversationId conversationId, string userId, UpdateMember body, Caller caller, UpdateMemberHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.HandleAsync(caller, conversationId, userId, body, ct));

    private static async Task<NoContent> Remove(
        ConversationId conversationId, string userId, Caller caller, UpdateMemberHandler kick, JoinAndLeaveHandler leave,
        UserDirectory directory, CancellationToken ct)
    {
        if (await directory.IsAsync(caller.WorkspaceN, userId, caller.UserId, ct))
            await leave.LeaveAsync(caller, conversationId, ct);
        else
            await kick.KickAsync(caller, conversationId, userId, ct);

        return TypedResults.NoContent();
    }
}
