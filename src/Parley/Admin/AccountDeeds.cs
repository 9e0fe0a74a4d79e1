using Parley.Access;
using Parley.Access.LogIns;
using Parley.Audit;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Admin;

/// <summary>What administrators do to one account, each in a commit of its own: in force, on sockets too, when it is answered.</summary>
public sealed class AccountDeeds(
    Database database, WorkspaceDirectory workspaces, AccountChanges changes, EndSessionsHandler sessions, Revocations revocations, AuditLog audit)
{
    /// <exception cref="Refusal">What the rules of <see cref="AccountChanges"/> refuse, or a text that is none.</exception>
    public async Task UpdateAsync(Caller admin, long userN, AdminUpdateUser command, CancellationToken ct)
    {
        var change = new AccountChange(
            command.Role, await AccountTypeAsync(admin, command.AccountType, ct), command.Disabled,
            command.DisplayName is null ? null : Names.Shown(command.DisplayName, "display_name"), Email(command.Email));
        changes.Tell(await database.WriteAsync(transaction => changes.ApplyAsync(transaction, admin, userN, change), ct));
    }

    /// <summary>Ends all log-ins and closes all sockets. API tokens and a host application's tokens are not ours to end: disabling does.</summary>
    public async Task SignOutAsync(Caller admin, Person person, CancellationToken ct)
    {
        var ended = await database.WriteAsync(async transaction =>
        {
            await audit.NoteAsync(transaction, admin, AuditActions.UserSignedOut, $"user:{person.Id}");
            return await sessions.EndAllAsync(transaction, person.N, except: null);
        }, ct);
        sessions.Tell(person.N, ended);
        revocations.ChangeAccount(person.N);
    }

    private async ValueTask<string?> AccountTypeAsync(Caller admin, string? wanted, CancellationToken ct) =>
        wanted is null ? null : (await workspaces.GetAsync(admin.WorkspaceN, ct)).AccountType(wanted);

    private static string? Email(string? address) => address switch
    {
        null or "" => address,
        _ when new System.ComponentModel.DataAnnotations.EmailAddressAttribute().IsValid(address) => Names.Email(address),
        _ => throw new Refusal(Errors.ValidationFailed, "email is not an e-mail address."),
    };
}
