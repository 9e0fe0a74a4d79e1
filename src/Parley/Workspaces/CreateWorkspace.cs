using Parley.Access;
using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Workspaces;

/// <summary>Makes a workspace: for owners of the install. The first account that registers there owns it.</summary>
public sealed class CreateWorkspaceHandler(Database database, WorkspaceDirectory workspaces, AuditLog audit, TimeProvider clock)
{
    public async Task<WorkspaceView> HandleAsync(Caller caller, CreateWorkspace command, CancellationToken ct)
    {
        if (!await workspaces.OwnsInstallAsync(caller, ct))
            throw new Refusal(Errors.Forbidden);

        var (id, now, registration) = (WorkspaceId.New(), clock.GetUtcNow(), command.Registration ?? Registration.Open);
        var code = registration == Registration.Invite ? InviteCode.New() : null;
        var made = await database.WriteAsync(async transaction =>
        {
            var inserted = await transaction.WriteAsync($"""
                insert into workspaces (id, slug, name, registration, invite_code, account_types, created_at)
                values ({id}, {command.Slug}, {command.Name}, {registration}, {code}, {FirstWorkspace.AccountTypes}, {now})
                on conflict (slug) do nothing
                """);
            if (inserted == 1)
                await audit.NoteAsync(transaction, caller, AuditActions.WorkspaceCreated, $"workspace:{id}", ("slug", command.Slug));
            return inserted;
        }, ct);
        return made == 1
            ? (await workspaces.FindAsync(command.Slug, ct))!.View(true)
            : throw new Refusal(Errors.SlugTaken);
    }
}
