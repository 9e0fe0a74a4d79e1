using Parley.Access;
using Parley.Access.LogIns;
using Parley.Audit;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>
/// One-use invitations by which somebody sets the password of an account that was made for them, or whose password is lost. A new one ends
/// the older ones; redeeming one ends all log-ins of the account.
/// </summary>
public sealed class Invites(EndSessionsHandler sessions, AuditLog audit, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public async ValueTask<(string Invite, DateTimeOffset ExpiresAt)> GiveAsync(Transaction transaction, Caller admin, long userN, UserId id)
    {
        var (invite, now) = (Secret.New(), clock.GetUtcNow());
        await transaction.WriteAsync($"update account_invites set used_at = {now} where user_n = {userN} and used_at is null");
        await transaction.WriteAsync($"""
            insert into account_invites (hash, user_n, created_at, expires_at) values ({Secret.Hash(invite)}, {userN}, {now}, {now + Lifetime})
            """);
        await audit.NoteAsync(transaction, admin, AuditActions.UserInvited, $"user:{id}");
        return (invite, now + Lifetime);
    }

    /// <summary>Uses the invitation up; whoever calls tells the ended log-ins after the commit.</summary>
    /// <exception cref="Refusal"><c>not_found</c> where it is used, too old or none; <c>account_disabled</c>.</exception>
    public async ValueTask<(AccountRow Account, IReadOnlyList<SessionId> Ended)> RedeemAsync(Transaction transaction, string invite, string passwordHash)
    {
        var (hash, now) = (Secret.Hash(invite), clock.GetUtcNow());
        var used = await transaction.WriteAsync(
            $"update account_invites set used_at = {now} where hash = {hash} and used_at is null and expires_at > {now}");
        if (used == 0)
            throw new Refusal(Errors.NotFound, "The invitation is used, too old, or none.");

        var account = (await transaction.FindAsync($"""
            select {AccountRow.Columns} from account_invites i join users u on u.n = i.user_n where i.hash = {hash}
            """, AccountRow.From))!;
        if (account.DisabledAt is not null)
            throw new Refusal(Errors.AccountDisabled);

        await transaction.WriteAsync($"update users set password_hash = {passwordHash} where n = {account.N}");
        return (account, await sessions.EndAllAsync(transaction, account.N, except: null));
    }

    public void Tell(long userN, IReadOnlyList<SessionId> ended) => sessions.Tell(userN, ended);
}
