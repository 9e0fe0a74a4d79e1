using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.People;

/// <summary>Disables an account as part of a larger change, by the rules of <see cref="AccountChanges"/>.</summary>
public sealed class AccountDisabling(AccountChanges changes)
{
    /// <summary>What to tell after the commit; nothing when it was disabled before.</summary>
    /// <exception cref="Refusal"><c>forbidden</c> to whoever may not, <c>last_owner</c>.</exception>
    public async ValueTask<DisabledAccount?> DisableAsync(Transaction transaction, Caller caller, Person person)
    {
        if (!caller.IsWorkspaceAdmin)
            throw new Refusal(Errors.Forbidden);

        var changed = await changes.ApplyAsync(transaction, caller, person.N, new AccountChange(Disabled: true));
        return changed.Before.DisabledAt is null ? new(changed) : null;
    }

    public void Tell(DisabledAccount disabled) => changes.Tell(disabled.Changed);
}

/// <summary>An account that was disabled in a commit, and the sessions that ended with it.</summary>
public sealed record DisabledAccount(ChangedAccount Changed);
