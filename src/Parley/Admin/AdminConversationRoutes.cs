using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Admin;

/// <summary>The door of conversations and messages for administrators, who need not be in them.</summary>
internal static class AdminConversationRoutes
{
    public static void MapAdminConversations(this RouteGroupBuilder admin)
    {
        var conversations = admin.MapGroup("/conversations");
        conversations.MapGet("/", List).WithName("adminListConversations").WithSummary("All conversations of the workspace, the newest first.")
            .Refuses(Errors.Forbidden, Errors.NotFound);
        conversations.MapGet("/{conversationId}", One).WithName("adminConversation").WithSummary("A conversation with its members.")
            .Refuses(Errors.Forbidden, Errors.NotFound);
        conversations.MapDelete("/{conversationId}", Delete).WithName("adminDeleteConversation").WithSummary("Ends a conversation for all its members.")
            .Refuses(Errors.Forbidden, Errors.NotFound);
        conversations.MapPost("/{conversationId}/restore", Restore).WithName("adminRestoreConversation")
            .WithSummary("Brings a deleted conversation back for its members.").Refuses(Errors.Forbidden, Errors.NotFound, Errors.Purged, Errors.ContextTaken);
        conversations.MapGet("/{conversationId}/members", Members).WithName("adminListMembers").WithSummary("The members of whatever status.")
            .Refuses(Errors.Forbidden, Errors.NotFound);
        conversations.MapPost("/{conversationId}/members", Change).WithName("adminChangeMembers")
            .WithSummary("Adds, removes or promotes up to 1,000 people, with a result for each.").Refuses(Errors.Forbidden, Errors.NotFound, Errors.ConversationGone);
    }

    public static void MapAdminMessages(this RouteGroupBuilder admin)
    {
        var messages = admin.MapGroup("/messages");
        messages.MapGet("/", Browse).WithName("adminListMessages").WithSummary("Messages by time, the newest first; the reading is noted in the audit log.")
            .Refuses(Errors.Forbidden, Errors.NotFound, Errors.UserNotFound);
        messages.MapPost("/bulk", DoBulk).WithName("adminBulkMessages").WithSummary("Deletes up to 1,000 messages or brings them back, with a result for each.")
            .Refuses(Errors.Forbidden, Errors.NotFound);
        messages.MapPost("/{messageId}/restore", RestoreMessage).WithName("adminRestoreMessage").WithSummary("Brings a deleted message back for everybody.")
            .Refuses(Errors.Forbidden, Errors.NotFound, Errors.Purged, Errors.ConversationGone);
    }

    private static async Task<Ok<Listing<AdminConversationView>>> List(
        Caller caller, AdminConversationsHandler handler, CancellationToken ct, string? query = null, Word<ConversationType>? type = null,
        Word<AdminConversationState>? state = null, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "context_type")] string? contextType = null,
        string? cursor = null, int? limit = null, string? workspace = null) =>
        TypedResults.Ok(await handler.ListAsync(caller, workspace, new(query, type?.Value, state?.Value, contextType), cursor, limit, ct));

    private static async Task<Ok<AdminConversationDetails>> One(
        ConversationId conversationId, Caller caller, AdminConversationsHandler handler, CancellationToken ct, string? workspace = null) =>
        TypedResults.Ok(await handler.OneAsync(caller, workspace, conversationId, ct));

    private static async Task<NoContent> Delete(
        ConversationId conversationId, Caller caller, EndConversationHandler handler, CancellationToken ct, string? workspace = null)
    {
        await handler.DeleteAsync(caller, workspace, conversationId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Restore(
        ConversationId conversationId, Caller caller, EndConversationHandler handler, CancellationToken ct, string? workspace = null)
    {
        await handler.RestoreAsync(caller, workspace, conversationId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Listing<MemberView>>> Members(
        ConversationId conversationId, Caller caller, AdminConversationsHandler handler, CancellationToken ct, Word<MemberStatus>? status = null,
        string? cursor = null, int? limit = null, string? workspace = null) =>
        TypedResults.Ok(await handler.MembersAsync(caller, workspace, conversationId, status?.Value, cursor, limit, ct));

    private static async Task<Ok<BulkResults>> Change(
        ConversationId conversationId, AdminChangeMembers body, Caller caller, ChangeConversationMembersHandler handler, CancellationToken ct,
        string? workspace = null) =>
        TypedResults.Ok(await handler.HandleAsync(caller, workspace, conversationId, body, ct));

    private static async Task<Ok<Listing<AdminMessageView>>> Browse(
        Caller caller, BrowseMessagesHandler handler, CancellationToken ct, DateTimeOffset? from = null, DateTimeOffset? to = null,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "conversation_id")] ConversationId? conversationId = null,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "user_id")] UserId? userId = null, string? query = null, bool? deleted = null,
        string? cursor = null, int? limit = null, string? workspace = null) =>
        TypedResults.Ok(await handler.HandleAsync(caller, workspace, new(from, to, conversationId, userId, query, deleted), cursor, limit, ct));

    private static async Task<Ok<BulkResults>> DoBulk(
        AdminBulkMessages body, Caller caller, ChangeMessagesHandler handler, CancellationToken ct, string? workspace = null) =>
        TypedResults.Ok(await handler.BulkAsync(caller, workspace, body, ct));

    private static async Task<NoContent> RestoreMessage(
        MessageId messageId, Caller caller, ChangeMessagesHandler handler, CancellationToken ct, string? workspace = null)
    {
        await handler.RestoreAsync(caller, workspace, messageId, ct);
        return TypedResults.NoContent();
    }
}
