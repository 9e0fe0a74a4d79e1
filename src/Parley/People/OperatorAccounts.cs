using System.ComponentModel.DataAnnotations;
using Parley.Access;
using Parley.Access.LogIns;
using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.People;

/// <summary>An account that an operator makes by the command line.</summary>
public sealed record AccountByHand(
    [property: Required, StringLength(64, MinimumLength = 1)] string Username,
    [property: Required, StringLength(256, MinimumLength = 8)] string Password,
    [property: EmailAddress, MaxLength(254)] string? Email = null, WorkspaceRole? Role = null, string? AccountType = null);

/// <summary>
/// Accounts as the operator of the machine keeps them, who needs no account of their own: whoever may read the data directory may do
/// anything with it. Every deed is noted in the audit log as the server's.
/// </summary>
public sealed class OperatorAccounts(
    Database database, WorkspaceDirectory workspaces, Passwords passwords, AuditLog audit, EndSessionsHandler sessions, Revocations revocations,
    TimeProvider clock)
{
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async ValueTask<WorkspaceRow> WorkspaceAsync(string slug, CancellationToken ct) =>
        await workspaces.FindAsync(slug, ct) ?? throw new Refusal(Errors.NotFound, $"There is no workspace \"{slug}\".");

    /// <summary>Makes an account; the first one of a workspace that nobody owns becomes its owner unless a role is named.</summary>
    /// <exception cref="Refusal"><c>validation_failed</c>, <c>name_taken</c>.</exception>
    public async Task<UserView> AddAsync(WorkspaceRow workspace, AccountByHand account, CancellationToken ct)
    {
        Validation.Check(account);
        var username = Names.Username(account.Username);
        var email = account.Email is null ? null : Names.Email(account.Email);
        var type = workspace.AccountType(account.AccountType);
        var hash = await passwords.HashAsync(account.Password, ct);
        var id = UserId.New();
        return await database.WriteAsync(async transaction =>
        {
            var isOwned = await transaction.NumberAsync(
                $"select 1 from users where workspace_n = {workspace.N} and role = {WorkspaceRole.Owner} limit 1") == 1;
            var role = account.Role ?? (isOwned ? WorkspaceRole.Member : WorkspaceRole.Owner);
            var now = clock.GetUtcNow();
            var made = new AccountRow(
                0, id, workspace.N, username, username, email, type, role, null, now, null, hash, null);
            await NewAccount.InsertAsync(transaction, made);
            await audit.NoteAsync(transaction, workspace.N, 0, null, AuditActions.UserCreated, $"user:{id}", ("role", role.ToString().ToLowerInvariant()));
            return made.View(withEmail: true, now);
        }, ct);
    }

    /// <summary>Everybody of a workspace, in the order in which they came.</summary>
    public async Task<IReadOnlyList<UserView>> ListAsync(WorkspaceRow workspace, CancellationToken ct) =>
        [.. (await database.QueryAsync($"select {AccountRow.Columns} from users u where u.workspace_n = {workspace.N} order by u.n", AccountRow.From, ct))
            .Select(account => account.View(withEmail: true, clock.GetUtcNow()))];

    /// <summary>The one of that user name, e-mail address or id.</summary>
    /// <exception cref="Refusal"><c>user_not_found</c>.</exception>
    public async Task<AccountRow> FindAsync(WorkspaceRow workspace, string name, CancellationToken ct)
    {
        var key = Names.Key(name);
        var id = UserId.TryParse(name, null, out var given) ? given : default;
        return await database.FindAsync($"""
            select {AccountRow.Columns} from users u where u.workspace_n = {workspace.N} and (u.username_key = {key} or u.email_key = {key} or u.id = {id})
            """, AccountRow.From, ct) ?? throw new Refusal(Errors.UserNotFound, $"There is no user \"{name}\" in workspace {workspace.Slug}.");
    }

    /// <summary>Locks an account out, ending its log-ins and sockets, or lets it back in.</summary>
    /// <exception cref="Refusal"><c>last_owner</c>.</exception>
    public async Task SetDisabledAsync(AccountRow account, bool disabled, CancellationToken ct)
    {
        var (changed, ended) = await database.WriteAsync(async transaction =>
        {
            var now = await AccountChanges.ReadAsync(transaction, account.N);
            if (now.DisabledAt is not null == disabled)
                return (false, (IReadOnlyList<SessionId>)[]);

            var at = disabled ? clock.GetUtcNow() : (DateTimeOffset?)null;
            await AccountChanges.RequireAnOwnerAsync(transaction, now, now with { DisabledAt = at });
            await transaction.WriteAsync($"update users set disabled_at = {at} where n = {account.N}");
            await audit.NoteAsync(
                transaction, account.WorkspaceN, 0, null, AuditActions.UserUpdated, $"user:{account.Id}", ("disabled", disabled ? "true" : "false"));
            return (true, disabled ? await sessions.EndAllAsync(transaction, account.N, null) : []);
        }, ct);
        if (changed && disabled)
            revocations.DisableAccount(account.N);

        sessions.Tell(account.N, ended);
    }

    /// <summary>Gives an account a new password and ends its log-ins; API tokens stay.</summary>
    public async Task SetPasswordAsync(AccountRow account, string password, CancellationToken ct)
    {
        Validation.Check(new AccountByHand(account.Username, password));
        var hash = await passwords.HashAsync(password, ct);
        var ended = await database.WriteAsync(async transaction =>
        {
            await transaction.WriteAsync($"update users set password_hash = {hash} where n = {account.N}");
            await audit.NoteAsync(transaction, account.WorkspaceN, 0, null, AuditActions.PasswordChanged, $"user:{account.Id}");
            return await sessions.EndAllAsync(transaction, account.N, null);
        }, ct);
        sessions.Tell(account.N, ended);
    }
}
