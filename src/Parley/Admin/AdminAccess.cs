using Parley.Access;
using Parley.Protocol;
using Parley.Workspaces;

namespace Parley.Admin;

/// <summary>The way into the administration: for administrators of their own workspace, and of any for owners of the install.</summary>
public sealed class AdminAccess(WorkspaceDirectory workspaces)
{
    /// <summary>The caller as they act in that workspace; in their own when none is named.</summary>
    /// <exception cref="Refusal"><c>forbidden</c> to who administers nothing, <c>not_found</c> where the workspace is not theirs.</exception>
    public async ValueTask<Caller> RequireAsync(Caller caller, string? workspace, CancellationToken ct)
    {
        if (!caller.IsWorkspaceAdmin)
            throw new Refusal(Errors.Forbidden);
        if (workspace is null)
            return caller;

        var there = await workspaces.RequireAsync(caller, workspace, ct);
        return caller with { WorkspaceN = there.N, WorkspaceId = there.Id };
    }
}
