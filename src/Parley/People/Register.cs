using System.Security.Cryptography;
using System.Text;
using Parley.Access;
using Parley.Access.LogIns;
using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.People;

/// <summary>Makes an account by sign-up. The first one of a workspace that nobody owns becomes its owner.</summary>
public sealed class RegisterHandler(Database database, WorkspaceDirectory workspaces, Passwords passwords, NewSession sessions, TimeProvider clock)
{
    public async Task<LoggedIn> HandleAsync(Register command, Device device, CancellationToken ct)
    {
        var workspace = await workspaces.FindAsync(command.Workspace ?? FirstWorkspace.Slug, ct) ?? throw new Refusal(Errors.NotFound);
        RequireInvited(workspace, command.InviteCode);

        var username = Names.Username(command.Username);
        var email = command.Email.Length == 0 ? null : Names.Email(command.Email);   // some dialects ask for none
        var displayName = command.DisplayName is null ? username : Names.Shown(command.DisplayName, "display_name");
        var accountType = workspace.AccountType(command.AccountType);

        // Hashed before anyone looks whether the name is free: a taken one must not answer sooner.
        var hash = await passwords.HashAsync(command.Password, ct);
        var id = UserId.New();
        return await database.WriteAsync(async transaction =>
        {
            var isOwned = await transaction.NumberAsync(
                $"select 1 from users where workspace_n = {workspace.N} and role = {WorkspaceRole.Owner} limit 1") == 1;
            var account = new AccountRow(
                0, id, workspace.N, username, displayName, email, accountType, isOwned ? WorkspaceRole.Member : WorkspaceRole.Owner, null,
                clock.GetUtcNow(), null, hash, null);
            var n = await NewAccount.InsertAsync(transaction, account);
            return await sessions.BeginAsync(transaction, account with { N = n }, device, AuditActions.UserRegistered);
        }, ct);
    }

    private static void RequireInvited(WorkspaceRow workspace, string? code)
    {
        if (workspace.Registration == Registration.Closed)
            throw new Refusal(Errors.RegistrationClosed);
        if (workspace.Registration == Registration.Invite && !CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(code ?? ""), Encoding.UTF8.GetBytes(workspace.InviteCode!)))
            throw new Refusal(Errors.InviteNeeded);
    }
}
