using Parley.Access;
using Parley.Access.LogIns;
using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.People;

/// <summary>What an administrator changes of an account; what is not named stays.</summary>
public sealed record AccountChange(
    WorkspaceRole? Role = null, string? AccountType = null, bool? Disabled = null, string? DisplayName = null, string? Email = null);

/// <summary>What came of it, and what must be told once it is on disk.</summary>
public sealed record ChangedAccount(AccountRow Before, AccountRow After, IReadOnlyList<SessionId> Ended);

/// <summary>
/// The rules by which administrators change accounts, written once for the people's door and for the administration: only owners change
/// owners or make one, a workspace keeps an owner, a disabled account's log-ins end in the same commit.
/// </summary>
public sealed class AccountChanges(EndSessionsHandler sessions, Revocations revocations, AuditLog audit, UserNews news)
{
    /// <summary>In the caller's workspace. Texts and the account type have been checked; whoever calls tells it after the commit.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>last_owner</c> or <c>name_taken</c>.</exception>
    public async ValueTask<ChangedAccount> ApplyAsync(Transaction transaction, Caller caller, long userN, AccountChange change)
    {
        // Both are read here, inside: the rules below must hold whoever else changes roles in this instant.
        var now = await ReadAsync(transaction, userN);
        RequireMay((await ReadAsync(transaction, caller.UserN)).Role, now, change);
        var next = now with
        {
            Role = change.Role ?? now.Role,
            AccountType = change.AccountType ?? now.AccountType,
            DisplayName = change.DisplayName ?? now.DisplayName,
            Email = change.Email switch { null => now.Email, "" => null, var email => email },
            DisabledAt = change.Disabled switch { true => now.DisabledAt ?? news.Now, false => null, null => now.DisabledAt },
        };
        await RequireAnOwnerAsync(transaction, now, next);
        var emailKey = next.Email is null ? null : Names.Key(next.Email);
        if (emailKey is not null && await transaction.NumberAsync(
            $"select 1 from users where workspace_n = {now.WorkspaceN} and email_key = {emailKey} and n <> {userN}") == 1)
            throw new Refusal(Errors.NameTaken);

        await transaction.WriteAsync($"""
            update users set role = {next.Role}, account_type = {next.AccountType}, disabled_at = {next.DisabledAt},
                display_name = {next.DisplayName}, display_key = {Names.Key(next.DisplayName)}, email = {next.Email}, email_key = {emailKey}
            where n = {userN}
            """);
        if (Differences(now, next) is { Length: > 0 } differences)
            await audit.NoteAsync(
                transaction, caller, now.DisabledAt is null && next.DisabledAt is not null ? AuditActions.AccountDisabled : AuditActions.UserUpdated,
                $"user:{now.Id}", differences);
        if (now.View(withEmail: false, news.Now) != next.View(withEmail: false, news.Now))
            await news.TellAsync(transaction, userN);
        return new(now, next, next.DisabledAt is null ? [] : await sessions.EndAllAsync(transaction, userN, null));
    }

    /// <summary>After the commit: credentials that ended are forgotten and their sockets closed.</summary>
    public void Tell(ChangedAccount changed)
    {
        if (changed.After.DisabledAt is not null && changed.Before.DisabledAt is null)
            revocations.DisableAccount(changed.After.N);
        else if (changed.After.Role != changed.Before.Role)
            revocations.ChangeAccount(changed.After.N);
        sessions.Tell(changed.After.N, changed.Ended);
    }

    private static void RequireMay(WorkspaceRole caller, AccountRow target, AccountChange change)
    {
        var concernsOwners = target.Role == WorkspaceRole.Owner || change.Role == WorkspaceRole.Owner;
        if (caller < (concernsOwners ? WorkspaceRole.Owner : WorkspaceRole.Admin))
            throw new Refusal(Errors.Forbidden, "Only an owner changes owners, or makes one.");
    }

    /// <summary>A workspace keeps an owner who is not disabled.</summary>
    /// <exception cref="Refusal"><c>last_owner</c>.</exception>
    internal static async ValueTask RequireAnOwnerAsync(Transaction transaction, AccountRow now, AccountRow next)
    {
        if (now is { Role: WorkspaceRole.Owner, DisabledAt: null } && next is not { Role: WorkspaceRole.Owner, DisabledAt: null }
            && await transaction.NumberAsync($"""
                select count(*) from users where workspace_n = {now.WorkspaceN} and role = {WorkspaceRole.Owner} and disabled_at is null
                """) == 1)
            throw new Refusal(Errors.LastOwner, "The last owner of the workspace must make somebody else its owner first.");
    }

    // Names and addresses of people are theirs: that they changed is enough.
    private static (string Name, string? Value)[] Differences(AccountRow now, AccountRow next) =>
    [
        .. from field in new (string Name, string? Old, string? New, bool IsPrivate)[]
           {
               ("role", Word(now.Role), Word(next.Role), false), ("account_type", now.AccountType, next.AccountType, false),
               ("disabled", Word(now.DisabledAt is not null), Word(next.DisabledAt is not null), false),
               ("display_name", now.DisplayName, next.DisplayName, true), ("email", now.Email, next.Email, true),
           }
           where field.Old != field.New
           select (field.Name, (string?)(field.IsPrivate ? "changed" : $"{field.Old} → {field.New}")),
    ];

    private static string Word(object value) => value.ToString()!.ToLowerInvariant();

    internal static async ValueTask<AccountRow> ReadAsync(Transaction transaction, long n) =>
        (await transaction.FindAsync($"select {AccountRow.Columns} from users u where u.n = {n}", AccountRow.From))!;
}
