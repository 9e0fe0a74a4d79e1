using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Admin;

/// <summary>The door of the administration: settings, audit log, statistics, purges. Its other parts stand in their own files.</summary>
public static class AdminRoutes
{
    public static void MapAdmin(this RouteGroupBuilder api)
    {
        var admin = api.MapGroup("/admin").WithTags("Administration");
        admin.MapAdminUsers(api);
        admin.MapAdminConversations();
        admin.MapAdminMessages();

        admin.MapGet("/settings", Settings).WithName("adminSettings").WithSummary("Every setting with its value and where that comes from.")
            .Refuses(Errors.Forbidden, Errors.NotFound);
        admin.MapGet("/statistics", Statistics).WithName("adminStatistics").WithSummary("Figures day by day, totals, and what happens now.")
            .Refuses(Errors.Forbidden, Errors.NotFound);
        admin.MapGet("/purge", Purges).WithName("adminPurges").WithSummary("What was purged for good, with the proof that nothing is left.")
            .Refuses(Errors.Forbidden, Errors.NotFound);

        var audit = admin.MapGroup("/audit");
        audit.MapGet("/", Audit).WithName("adminAudit").WithSummary("Who did what, the latest first; an action may be the beginning of one.")
            .Refuses(Errors.Forbidden, Errors.NotFound, Errors.UserNotFound);
        audit.MapGet("/verify", Verify).WithName("adminVerifyAudit").WithSummary("Checks that no entry was changed or removed.")
            .Refuses(Errors.Forbidden, Errors.NotFound);
        audit.MapGet("/export", Export).WithName("adminExportAudit").WithSummary("The audit log as lines of JSON, oldest first.")
            .Refuses(Errors.Forbidden, Errors.NotFound);
    }

    private static async Task<Ok<SettingsView>> Settings(Caller caller, ReadSettingsHandler handler, CancellationToken ct, string? workspace = null) =>
        TypedResults.Ok(await handler.HandleAsync(caller, workspace, ct));

    private static async Task<Ok<StatisticsView>> Statistics(
        Caller caller, ReadStatisticsHandler handler, CancellationToken ct, string? from = null, string? to = null, string? workspace = null) =>
        TypedResults.Ok(await handler.HandleAsync(caller, workspace, from, to, ct));

    private static async Task<Ok<Listing<PurgeView>>> Purges(
        Caller caller, ReadPurgesHandler handler, CancellationToken ct, string? cursor = null, int? limit = null, string? workspace = null) =>
        TypedResults.Ok(await handler.HandleAsync(caller, workspace, cursor, limit, ct));

    private static async Task<Ok<Listing<AuditEntryView>>> Audit(
        Caller caller, ReadAuditHandler handler, CancellationToken ct, string? actor = null, string? action = null, string? subject = null,
        string? address = null, DateTimeOffset? from = null, DateTimeOffset? to = null, string? query = null, string? cursor = null, int? limit = null,
        string? workspace = null) =>
        TypedResults.Ok(await handler.ListAsync(caller, workspace, new(actor, action, subject, address, from, to, query), cursor, limit, ct));

    private static async Task<Ok<AuditCheck>> Verify(Caller caller, ReadAuditHandler handler, CancellationToken ct, string? workspace = null) =>
        TypedResults.Ok(await handler.VerifyAsync(caller, workspace, ct));

    private static Task<NdJson<AuditEntryView>> Export(
        Caller caller, ReadAuditHandler handler, CancellationToken ct, DateTimeOffset? from = null, DateTimeOffset? to = null, string? workspace = null) =>
        handler.ExportAsync(caller, workspace, from, to, ct);
}
