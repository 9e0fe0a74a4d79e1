using Parley.Access;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.People;

/// <summary>Changes somebody's role or account type, disables the account or lets it back in: for administrators of the workspace.</summary>
public sealed class UpdateUserHandler(
    Database database, UserDirectory directory, WorkspaceDirectory workspaces, AccountChanges changes, TimeProvider clock)
{
    public async Task<UserView> HandleAsync(Caller caller, string name, UpdateUser command, CancellationToken ct)
    {
        if (!caller.IsWorkspaceAdmin)
            throw new Refusal(Errors.Forbidden);

        var person = await directory.FindAsync(caller.WorkspaceN, name, ct) ?? throw new Refusal(Errors.UserNotFound);
        var accountType = command.AccountType is null ? null : (await workspaces.GetAsync(caller.WorkspaceN, ct)).AccountType(command.AccountType);
        var changed = await database.WriteAsync(
            transaction => changes.ApplyAsync(transaction, caller, person.N, new(command.Role, accountType, command.Disabled)), ct);
        changes.Tell(changed);
        return changed.After.View(withEmail: true, clock.GetUtcNow());
    }
}
