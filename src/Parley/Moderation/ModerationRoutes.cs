using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Moderation;

/// <summary>The door of blocks, reports and the moderators' queue.</summary>
public static class ModerationRoutes
{
    public static void MapModeration(this RouteGroupBuilder api)
    {
        var blocks = api.MapGroup("/me/blocks").WithTags("Moderation");
        blocks.MapGet("/", Blocks).WithName("listBlocks").WithSummary("Whom one has blocked.");
        blocks.MapPut("/{userId}", Block).WithName("blockUser")
            .WithSummary("Blocks somebody: no direct messages, no notifications, no presence between the two.").Refuses(Errors.UserNotFound);
        blocks.MapDelete("/{userId}", Unblock).WithName("unblockUser").WithSummary("Lets somebody be again.").Refuses(Errors.UserNotFound);
        api.MapGet("/me/warnings", Warnings).WithTags("Moderation").WithName("listWarnings").WithSummary("Warnings that moderators gave to oneself.");

        api.MapPost("/messages/{messageId}/reports", ReportMessage).WithTags("Moderation").WithName("reportMessage")
            .WithSummary("Reports a message; again is the same report while it is open.").Refuses(Errors.NotFound, Errors.MessageGone);
        api.MapPost("/users/{userId}/reports", ReportUser).WithTags("Moderation").WithName("reportUser")
            .WithSummary("Reports a person; again is the same report while it is open.").Refuses(Errors.UserNotFound);

        var reports = api.MapGroup("/moderation/reports").WithTags("Moderation");
        reports.MapGet("/", List).WithName("listReports").WithSummary("The reports that one moderates, oldest first.");
        reports.MapGet("/{reportId}", One).WithName("getReport").WithSummary("One report, with the message as it was when it was reported.")
            .Refuses(Errors.NotFound);
        reports.MapPost("/{reportId}/resolve", Resolve).WithName("resolveReport").WithSummary("Decides on a report, and does what was decided.")
            .Refuses(Errors.NotFound, Errors.Forbidden, Errors.AlreadyResolved, Errors.LastOwner);
    }

    private static async Task<Ok<Listing<BlockView>>> Blocks(
        Caller caller, BlockPersonHandler handler, CancellationToken ct, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await handler.ListAsync(caller, cursor, limit, ct));

    private static async Task<NoContent> Block(string userId, Caller caller, BlockPersonHandler handler, CancellationToken ct)
    {
        await handler.BlockAsync(caller, userId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Unblock(string userId, Caller caller, BlockPersonHandler handler, CancellationToken ct)
    {
        await handler.UnblockAsync(caller, userId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Listing<WarningView>>> Warnings(
        Caller caller, ReadReportsHandler handler, CancellationToken ct, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await handler.WarningsAsync(caller, cursor, limit, ct));

    private static async Task<Results<Created<ReportView>, Ok<ReportView>>> ReportMessage(
        MessageId messageId, CreateReport body, Caller caller, CreateReportHandler handler, CancellationToken ct) =>
        Answer(await handler.OnMessageAsync(caller, messageId, body, ct));

    private static async Task<Results<Created<ReportView>, Ok<ReportView>>> ReportUser(
        string userId, CreateReport body, Caller caller, CreateReportHandler handler, CancellationToken ct) =>
        Answer(await handler.OnPersonAsync(caller, userId, body, ct));

    private static async Task<Ok<Listing<ReportView>>> List(
        Caller caller, ReadReportsHandler handler, CancellationToken ct, Word<ReportState>? state = null,
        [FromQuery(Name = "conversation_id")] ConversationId? conversationId = null, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await handler.ListAsync(caller, state?.Value, conversationId, cursor, limit, ct));

    private static async Task<Ok<ReportView>> One(ReportId reportId, Caller caller, ReadReportsHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.OneAsync(caller, reportId, ct));

    private static async Task<Ok<ReportView>> Resolve(
        ReportId reportId, ResolveReport body, Caller caller, ResolveReportHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.HandleAsync(caller, reportId, body, ct));

    private static Results<Created<ReportView>, Ok<ReportView>> Answer((ReportView Report, bool IsNew) made) =>
        made.IsNew ? TypedResults.Created($"/api/v1/moderation/reports/{made.Report.Id}", made.Report) : TypedResults.Ok(made.Report);
}
