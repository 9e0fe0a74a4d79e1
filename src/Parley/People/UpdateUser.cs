using Parley.Access;
using Parley.Access.LogIns;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.People;

/// <summary>Changes somebody's role or account type, disables the account or lets it back in: for administrators of the workspace.</summary>
public sealed class UpdateUserHandler(
    Database database, UserDirectory directory, WorkspaceDirectory workspaces, EndSessionsHandler sessions, Revocations revocations,
    TimeProvider clock)
{
    public async Task<UserView> HandleAsync(Caller caller, string name, UpdateUser command, CancellationToken ct)
    {
        if (!caller.IsWorkspaceAdmin)
            throw new Refusal(Errors.Forbidden);

        var person = await directory.FindAsync(caller.WorkspaceN, name, ct) ?? throw new Refusal(Errors.UserNotFound);
        var accountType = command.AccountType is null ? null : (await workspaces.GetAsync(caller.WorkspaceN, ct)).AccountType(command.AccountType);
        var (before, after, ended) = await database.WriteAsync(async transaction =>
        {
            // Both are read here, inside: the rules below must hold whoever else changes roles in this instant.
            var now = await ReadAsync(transaction, person.N);
            var callerRole = (await ReadAsync(transaction, caller.UserN)).Role;
            RequireMay(callerRole, now, command);
            var next = now with
            {
                Role = command.Role ?? now.Role,
                AccountType = accountType ?? now.AccountType,
                DisabledAt = command.Disabled switch { true => now.DisabledAt ?? clock.GetUtcNow(), false => null, null => now.DisabledAt },
            };
            if (now is { Role: WorkspaceRole.Owner, DisabledAt: null } && next is not { Role: WorkspaceRole.Owner, DisabledAt: null }
                && await transaction.NumberAsync($"""
                    select count(*) from users
                    where workspace_n = {caller.WorkspaceN} and role = {WorkspaceRole.Owner} and disabled_at is null
                    """) == 1)
                throw new Refusal(Errors.LastOwner, "The last owner of the workspace must make somebody else its owner first.");

            await transaction.WriteAsync($"""
                update users set role = {next.Role}, account_type = {next.AccountType}, disabled_at = {next.DisabledAt} where n = {person.N}
                """);
            return (now, next, next.DisabledAt is null ? [] : await sessions.EndAllAsync(transaction, person.N, null));
        }, ct);

        if (after.DisabledAt is not null && before.DisabledAt is null)
            revocations.DisableAccount(person.N);
        else if (after.Role != before.Role)
            revocations.ChangeAccount(person.N);
        sessions.Tell(person.N, ended);
        return after.View(withEmail: true);
    }

    private static void RequireMay(WorkspaceRole caller, AccountRow target, UpdateUser command)
    {
        if (caller < WorkspaceRole.Admin || (caller < WorkspaceRole.Owner && (target.Role == WorkspaceRole.Owner || command.Role == WorkspaceRole.Owner)))
            throw new Refusal(Errors.Forbidden, "Only an owner changes owners, or makes one.");
    }

    private static async ValueTask<AccountRow> ReadAsync(Transaction transaction, long n) =>
        (await transaction.FindAsync($"select {AccountRow.Columns} from users u where u.n = {n}", AccountRow.From))!;
}
