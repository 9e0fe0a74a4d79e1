using Parley.Access;
using Parley.Access.LogIns;
using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.People;

/// <summary>Disables an account as part of a larger change: ends its log-ins in the same commit, and after it closes its sockets.</summary>
public sealed class AccountDisabling(EndSessionsHandler sessions, Revocations revocations, AuditLog audit, TimeProvider clock)
{
    /// <summary>What to tell after the commit; nothing when it was disabled before.</summary>
    /// <exception cref="Refusal"><c>forbidden</c> to whoever may not, <c>last_owner</c>.</exception>
    public async ValueTask<DisabledAccount?> DisableAsync(Transaction transaction, Caller caller, Person person)
    {
        var target = (await transaction.FindAsync($"select {AccountRow.Columns} from users u where u.n = {person.N}", AccountRow.From))!;
        if (!caller.IsWorkspaceAdmin || (target.Role == WorkspaceRole.Owner && caller.Role < WorkspaceRole.Owner))
            throw new Refusal(Errors.Forbidden);
        if (target.DisabledAt is not null)
            return null;
        if (target.Role == WorkspaceRole.Owner && await transaction.NumberAsync($"""
            select count(*) from users where workspace_n = {target.WorkspaceN} and role = {WorkspaceRole.Owner} and disabled_at is null
            """) == 1)
            throw new Refusal(Errors.LastOwner, "The last owner of the workspace must make somebody else its owner first.");

        await transaction.WriteAsync($"update users set disabled_at = {clock.GetUtcNow()} where n = {person.N}");
        await audit.NoteAsync(transaction, caller, AuditActions.AccountDisabled, $"user:{person.Id}");
        return new(person.N, await sessions.EndAllAsync(transaction, person.N, except: null));
    }

    public void Tell(DisabledAccount disabled)
    {
        revocations.DisableAccount(disabled.UserN);
        sessions.Tell(disabled.UserN, disabled.Ended);
    }
}

/// <summary>An account that was disabled in a commit, and the sessions that ended with it.</summary>
public sealed record DisabledAccount(long UserN, IReadOnlyList<SessionId> Ended);
