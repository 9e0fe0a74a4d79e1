using Parley.Access;
using Parley.Audit;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Admin;

/// <summary>Makes an account and the invitation by which its person sets a password; or a new invitation for one that is there.</summary>
public sealed class CreateAccountHandler(
    AdminAccess access, Database database, WorkspaceDirectory workspaces, AccountMaking making, UserDirectory directory)
{
    public async Task<InvitedUser> HandleAsync(Caller caller, string? workspace, AdminCreateUser command, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        if (command.Role == WorkspaceRole.Owner && admin.Role != WorkspaceRole.Owner)
            throw new Refusal(Errors.Forbidden, "Only an owner makes an owner.");

        var username = Names.Username(command.Username);
        var account = new AccountRow(
            0, UserId.New(), admin.WorkspaceN, username, command.DisplayName is null ? username : Names.Shown(command.DisplayName, "display_name"),
            command.Email is null ? null : Names.Email(command.Email), (await workspaces.GetAsync(admin.WorkspaceN, ct)).AccountType(command.AccountType),
            command.Role ?? WorkspaceRole.Member, null, default, null, null, null);
        return await making.ShowAsync(await database.WriteAsync(transaction => making.MakeAsync(transaction, admin, account), ct), ct);
    }

    public async Task<InvitedUser> AgainAsync(Caller caller, string? workspace, string name, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var person = await directory.FindAsync(admin.WorkspaceN, name, ct) ?? throw new Refusal(Errors.UserNotFound);
        return await making.ShowAsync(await database.WriteAsync(transaction => making.InviteAsync(transaction, admin, person.N), ct), ct);
    }
}

/// <summary>The steps of making and inviting inside a commit.</summary>
public sealed class AccountMaking(Invites invites, Accounts accounts, AuditLog audit, TimeProvider clock)
{
    public sealed record Made(long UserN, string Invite, DateTimeOffset ExpiresAt);

    public async ValueTask<Made> MakeAsync(Transaction transaction, Caller admin, AccountRow account)
    {
        var n = await NewAccount.InsertAsync(transaction, account with { CreatedAt = clock.GetUtcNow() });
        await audit.NoteAsync(
            transaction, admin, AuditActions.UserCreated, $"user:{account.Id}", ("role", account.Role.ToString().ToLowerInvariant()),
            ("account_type", account.AccountType));
        var (invite, end) = await invites.GiveAsync(transaction, admin, n, account.Id);
        return new(n, invite, end);
    }

    /// <exception cref="Refusal"><c>forbidden</c>: an invitation sets a password, so only an owner gives one for an owner.</exception>
    public async ValueTask<Made> InviteAsync(Transaction transaction, Caller admin, long userN)
    {
        var account = (await transaction.FindAsync($"select {AccountRow.Columns} from users u where u.n = {userN}", AccountRow.From))!;
        if (account.Role == WorkspaceRole.Owner && admin.Role != WorkspaceRole.Owner)
            throw new Refusal(Errors.Forbidden, "Only an owner invites an owner.");
        if (account.ExternalId is not null)
            throw new Refusal(Errors.Forbidden, "This account signs in through its host application.");

        var (invite, end) = await invites.GiveAsync(transaction, admin, userN, account.Id);
        return new(userN, invite, end);
    }

    public async Task<InvitedUser> ShowAsync(Made made, CancellationToken ct) => new(await accounts.ViewAsync(made.UserN, ct), made.Invite, made.ExpiresAt);
}
