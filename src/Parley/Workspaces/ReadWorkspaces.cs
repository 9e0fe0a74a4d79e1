using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Workspaces;

/// <summary>The workspaces that the caller may know of: one's own, or all for an owner of the install.</summary>
public sealed class ReadWorkspacesHandler(Database database, WorkspaceDirectory workspaces)
{
    public async Task<Listing<WorkspaceView>> ListAsync(Caller caller, string? cursor, int? limit, CancellationToken ct)
    {
        if (!await workspaces.OwnsInstallAsync(caller, ct))
            return new([(await workspaces.GetAsync(caller.WorkspaceN, ct)).View(caller.IsWorkspaceAdmin)]);

        var (size, after) = (PageSize.Checked(limit), PageSize.Position(cursor) ?? 0);
        var found = await database.QueryAsync(
            $"select {WorkspaceRow.Columns} from workspaces w where w.n > {after} order by w.n limit {size + 1}", WorkspaceRow.From, ct);
        return new([.. found.Take(size).Select(workspace => workspace.View(true))], found.Count > size ? PageSize.Cursor(found[size - 1].N) : null);
    }

    public async Task<WorkspaceView> OneAsync(Caller caller, string slug, CancellationToken ct) =>
        (await workspaces.RequireAsync(caller, slug, ct)).View(caller.IsWorkspaceAdmin);
}
