using Parley.Access;
using Parley.Access.LogIns;
using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>Sets the password of the account that an invitation is for, and signs in.</summary>
public sealed class AcceptInviteHandler(Database database, Passwords passwords, Invites invites, NewSession sessions)
{
    public async Task<LoggedIn> HandleAsync(AcceptInvite command, Device device, CancellationToken ct)
    {
        var invite = Secret.Hash(command.Invite);
        if (await database.NumberAsync($"select 1 from account_invites where hash = {invite} and used_at is null", ct) == 0)
            throw new Refusal(Errors.NotFound, "The invitation is used, too old, or none.");   // before a password is hashed for nobody

        var hash = await passwords.HashAsync(command.Password, ct);
        var (account, ended, loggedIn) = await database.WriteAsync(async transaction =>
        {
            var (account, ended) = await invites.RedeemAsync(transaction, command.Invite, hash);
            return (account, ended, await sessions.BeginAsync(transaction, account, device, AuditActions.InviteAccepted));
        }, ct);
        invites.Tell(account.N, ended);
        return loggedIn;
    }
}
