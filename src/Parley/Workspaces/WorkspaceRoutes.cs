using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Workspaces;

/// <summary>The door of workspaces.</summary>
public static class WorkspaceRoutes
{
    public static void MapWorkspaces(this RouteGroupBuilder api)
    {
        var workspaces = api.MapGroup("/workspaces").WithTags("Workspaces");
        workspaces.MapGet("/", List).WithName("listWorkspaces").WithSummary("One's own workspace; all of them for an owner of the install.");
        workspaces.MapPost("/", Create).WithName("createWorkspace").WithSummary("Makes a workspace.").Refuses(Errors.Forbidden, Errors.SlugTaken);
        workspaces.MapGet("/{slug}", One).WithName("workspace").WithSummary("One workspace.").Refuses(Errors.NotFound);
        workspaces.MapPatch("/{slug}", Update).WithName("updateWorkspace").WithSummary("Changes a workspace's settings.")
            .Refuses(Errors.Forbidden, Errors.NotFound);
    }

    private static async Task<Ok<Listing<WorkspaceView>>> List(
        Caller caller, ReadWorkspacesHandler handler, CancellationToken ct, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await handler.ListAsync(caller, cursor, limit, ct));

    private static async Task<Created<WorkspaceView>> Create(
        CreateWorkspace body, Caller caller, CreateWorkspaceHandler handler, CancellationToken ct) =>
        TypedResults.Created($"/api/v1/workspaces/{body.Slug}", await handler.HandleAsync(caller, body, ct));

    private static async Task<Ok<WorkspaceView>> One(string slug, Caller caller, ReadWorkspacesHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.OneAsync(caller, slug, ct));

    private static async Task<Ok<WorkspaceView>> Update(
        string slug, UpdateWorkspace body, Caller caller, UpdateWorkspaceHandler handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.HandleAsync(caller, slug, body, ct));
}
