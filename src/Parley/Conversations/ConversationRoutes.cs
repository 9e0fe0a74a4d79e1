using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Conversations;

/// <summary>Both doors of conversations and their members.</summary>
public static class ConversationRoutes
{
    public static void MapConversations(this RouteGroupBuilder api)
    {
        var conversations = api.MapGroup("/conversations").WithTags("Conversations");
        conversations.MapGet("/", List).WithName("listConversations").WithSummary("Lists one's conversations, or the public ones to join.");
        conversations.MapPost("/", Create).CountsItems<CreateConversation>(body => body.MemberIds?.Count ?? 0)
            .WithName("createConversation").WithSummary("Begins a conversation, or finds the one of its pair or context.")
            .Refuses(Errors.UserNotFound, Errors.Forbidden, Errors.Blocked);

        var one = conversations.MapGroup("/{conversationId}");
        one.MapGet("/", One).WithName("getConversation").WithSummary("Shows one conversation.").Refuses(Errors.NotFound);
        one.MapPatch("/", Update).WithName("updateConversation").WithSummary("Changes title, description, visibility or slow mode.").Refuses(Errors.NotFound, Errors.Forbidden);
        one.MapDelete("/", Delete).WithName("deleteConversation").WithSummary("Ends a conversation for all its members.").Refuses(Errors.NotFound, Errors.Forbidden);
        one.MapPost("/join", Join).WithName("joinConversation").WithSummary("Joins a public conversation.").Refuses(Errors.NotFound, Errors.Banned);
        one.MapPost("/leave", Leave).WithName("leaveConversation").WithSummary("Leaves a conversation.").Refuses(Errors.NotFound, Errors.Forbidden, Errors.LastOwner);
        one.MapPost("/transfer", Transfer).WithName("transferConversation").WithSummary("Hands the conversation to another member.")
            .Refuses(Errors.NotFound, Errors.Forbidden, Errors.UserNotFound);
        one.MapPost("/archive", (ConversationId conversationId, Caller caller, MySettingsHandler handler, CancellationToken ct) =>
                NoContent(handler.ArchiveAsync(caller, conversationId, archived: true, ct)))
            .WithName("archiveConversation").WithSummary("Puts a conversation away, for oneself.").Refuses(Errors.NotFound);
        one.MapPost("/unarchive", (ConversationId conversationId, Caller caller, MySettingsHandler handler, CancellationToken ct) =>
                NoContent(handler.ArchiveAsync(caller, conversationId, archived: false, ct)))
            .WithName("unarchiveConversation").WithSummary("Takes a conversation back out.").Refuses(Errors.NotFound);
        one.MapPost("/pin", (ConversationId conversationId, Caller caller, MySettingsHandler handler, CancellationToken ct) =>
                NoContent(handler.PinAsync(caller, conversationId, pinned: true, ct)))
            .WithName("pinConversation").WithSummary("Keeps a conversation on top, for oneself.").Refuses(Errors.NotFound);
        one.MapPost("/unpin", (ConversationId conversationId, Caller caller, MySettingsHandler handler, CancellationToken ct) =>
                NoContent(handler.PinAsync(caller, conversationId, pinned: false, ct)))
            .WithName("unpinConversation").WithSummary("Lets a conversation go from the top.").Refuses(Errors.NotFound);
        one.MapPost("/mute", Mute).WithName("muteConversation").WithSummary("Silences a conversation for oneself, until a time or until unmuted.").Refuses(Errors.NotFound);
        one.MapPost("/unmute", (ConversationId conversationId, Caller caller, MySettingsHandler handler, CancellationToken ct) =>
                NoContent(handler.UnmuteAsync(caller, conversationId, ct)))
            .WithName("unmuteConversation").WithSummary("Ends the silence.").Refuses(Errors.NotFound);
        one.MapGet("/changes", Changes).WithName("listChanges").WithSummary("Tells what happened after a number, in order.").Refuses(Errors.NotFound);
        one.MapGet("/statistics", Statistics).WithName("conversationStatistics").WithSummary("Figures of one conversation.").Refuses(Errors.NotFound);
    }

    public static void MapConversations(this SocketOps ops, JoinConversationHandler join, ResumeHandler resume)
    {
        ops.On<JoinConversation, JoinedConversation>((request, command, ct) => join.HandleAsync(request.Caller, command, ct), Scopes.Read);
        ops.OnSilently<Resume, Done>((request, command, ct) =>
        {
            request.CountItems(command.Positions.Count / 10);   // a position that has nothing to tell costs a look
            return resume.HandleAsync(request, command, ct);
        }, Scopes.Read);
        ops.OnSilently<Ping, Done>((request, _, _) =>
        {
            request.Connection.Send(new Pong(request.Ref));
            return Task.CompletedTask;
        }, Scopes.Read);
    }

    private static async Task<Ok<Listing<ConversationView>>> List(
        Caller caller, ReadConversationsHandler handler, CancellationToken ct, Word<Visibility>? visibility = null, string? query = null,
        string? cursor = null, int? limit = null) =>
        TypedResults.Ok(visibility?.Value == Visibility.Public
            ? await handler.PublicAsync(caller, query, cursor, limit, ct)
            : await handler.MineAsync(caller, cursor, limit, ct));

    private static async Task<Results<Created<ConversationView>, Ok<ConversationView>>> Create(
        CreateConversation body, Caller caller, CreateConversationHandler handler, CancellationToken ct)
    {
        var (conversation, isNew) = await handler.HandleAsync(caller, body, ct);
        return isNew ? TypedResults.Created($"/api/v1/conversations/{conversation.Id}", conversation) : TypedResults.Ok(conversation);
    }

    private static async Task<Ok<ConversationView>> One(
        ConversationId conversationId, Caller caller, ReadConversationsHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.OneAsync(caller, conversationId, ct));

    private static async Task<Ok<ConversationView>> Update(
        ConversationId conversationId, UpdateConversation body, Caller caller, UpdateConversationHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.HandleAsync(caller, conversationId, body, ct));

    private static Task<NoContent> Delete(ConversationId conversationId, Caller caller, DeleteConversationHandler handler, CancellationToken ct) =>
        NoContent(handler.HandleAsync(caller, conversationId, ct));

    private static Task<NoContent> Join(ConversationId conversationId, Caller caller, JoinAndLeaveHandler handler, CancellationToken ct) =>
        NoContent(handler.JoinAsync(caller, conversationId, ct));

    private static Task<NoContent> Leave(ConversationId conversationId, Caller caller, JoinAndLeaveHandler handler, CancellationToken ct) =>
        NoContent(handler.LeaveAsync(caller, conversationId, ct));

    private static Task<NoContent> Transfer(
        ConversationId conversationId, TransferOwnership body, Caller caller, UpdateMemberHandler handler, CancellationToken ct) =>
        NoContent(handler.TransferAsync(caller, conversationId, body.UserId, ct));

    private static Task<NoContent> Mute(
        ConversationId conversationId, MuteConversation? body, Caller caller, MySettingsHandler handler, CancellationToken ct) =>
        NoContent(handler.MuteAsync(caller, conversationId, body ?? new MuteConversation(), ct));

    private static async Task<Ok<ChangePage>> Changes(
        ConversationId conversationId, Caller caller, ReadConversationsHandler handler, CancellationToken ct, long after = 0, int? limit = null) =>
        TypedResults.Ok(await handler.ChangesAsync(caller, conversationId, after, limit, ct));

    private static async Task<Ok<ConversationStatistics>> Statistics(
        ConversationId conversationId, Caller caller, ReadConversationsHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.StatisticsAsync(caller, conversationId, ct));

    private static async Task<NoContent> NoContent(Task done)
    {
        await done;
        return TypedResults.NoContent();
    }
}
