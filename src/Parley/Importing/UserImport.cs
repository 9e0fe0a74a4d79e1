using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Parley.Access;
using Parley.People;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Importing;

/// <summary>
/// Makes accounts of another system's people. Two systems may have two people of one name, and nothing proves that they are one: the
/// second gets another name, and an e-mail address stays with whoever has it.
/// </summary>
internal sealed class UserImport(WorkspaceRow workspace, KnownRows known, DateTimeOffset now)
{
    private const int LongestName = 64;

    /// <summary>The account's row.</summary>
    public async ValueTask<long> WriteAsync(Transaction transaction, ImportedUser user, ImportTally tally)
    {
        if (await known.FindAsync(transaction, ImportKind.User, user.Key) is > 0 and var before)
        {
            tally.Already(ImportKind.User);
            return before;
        }

        if (await HostUserAsync(transaction, user) is > 0 and var own)
        {
            await known.KeepAsync(transaction, ImportKind.User, user.Key, own);
            tally.Already(ImportKind.User);
            return own;
        }

        var n = await InsertAsync(transaction, user, tally);
        await known.KeepAsync(transaction, ImportKind.User, user.Key, n);
        tally.Imported(ImportKind.User);
        return n;
    }

    // Whoever came by the host application's token before the import is the same person: its issuer says so.
    private async ValueTask<long> HostUserAsync(Transaction transaction, ImportedUser user) => user.ExternalId is null ? 0 : await transaction.NumberAsync(
        $"select n from users where workspace_n = {workspace.N} and external_id = {user.ExternalId}");

    private async ValueTask<long> InsertAsync(Transaction transaction, ImportedUser user, ImportTally tally)
    {
        var username = await UsernameAsync(transaction, user, tally);
        var email = await EmailAsync(transaction, user, tally);
        var shown = Names.ShownOrNull(user.DisplayName is null ? null : CleanText.Of(user.DisplayName)) ?? username;
        var id = user.Id ?? Guid.CreateVersion7();
        if (user.Id is not null && await transaction.NumberAsync($"select 1 from users where id = {id}") == 1)
        {
            tally.Changed(ImportKind.User, "the id is taken here, there is a new one", username);
            id = Guid.CreateVersion7();
        }

        var createdAt = CleanText.Within(user.CreatedAt ?? now, now);
        await transaction.WriteAsync($"""
            insert into users (id, workspace_n, username, username_key, email, email_key, display_name, display_key, password_hash, account_type, role,
                external_id, created_at, disabled_at)
            values ({id}, {workspace.N}, {username}, {Names.Key(username)}, {email}, {(email is null ? null : Names.Key(email))}, {shown}, {Names.Key(shown)},
                {Password(user, username, tally)}, {AccountType(user, username, tally)}, {user.Role}, {user.ExternalId}, {createdAt},
                {(user.IsDisabled ? now : (DateTimeOffset?)null)})
            """);
        return transaction.LastRow;
    }

    private async ValueTask<string> UsernameAsync(Transaction transaction, ImportedUser user, ImportTally tally)
    {
        var wanted = Fitting(user.Username);
        var name = wanted;
        for (var suffix = 2; await transaction.NumberAsync(
            $"select 1 from users where workspace_n = {workspace.N} and username_key = {Names.Key(name)}") == 1; suffix++)
        {
            var end = string.Create(CultureInfo.InvariantCulture, $"-{suffix}");
            name = CleanText.Cut(wanted, LongestName - end.Length) + end;
        }

        if (name != wanted)
            tally.Changed(ImportKind.User, "the user name is taken", $"{CleanText.Of(user.Username)} is {name}");
        else if (name != user.Username)
            tally.Changed(ImportKind.User, "the user name has letters that ours have not", $"{CleanText.Of(user.Username)} is {name}");
        return name;
    }

    /// <summary>The nearest name that ours may be.</summary>
    private static string Fitting(string name)
    {
        var fitting = new StringBuilder();
        foreach (var rune in name.Trim().EnumerateRunes())
            fitting.Append(IsFit(rune.ToString()) ? rune.ToString() : fitting.Length == 0 || rune.Value == 0 ? "" : rune.Value is '.' or '-' ? rune.ToString() : "_");

        var text = CleanText.Cut(fitting.ToString(), LongestName);
        return text.Length > 0 && IsFit(text) ? text : $"user-{CleanText.Cut(text, LongestName - 5)}".TrimEnd('-');
    }

    private static bool IsFit(string name)
    {
        try
        {
            return Names.Username(name).Length > 0;
        }
        catch (Refusal)
        {
            return false;   // the rule is the account's own; it tells by refusing
        }
    }

    private async ValueTask<string?> EmailAsync(Transaction transaction, ImportedUser user, ImportTally tally)
    {
        if (string.IsNullOrWhiteSpace(user.Email))
            return null;

        var email = user.Email.Trim();
        if (email.Length > 254 || !Validation.IsUnicode(email) || email.Any(char.IsWhiteSpace) || !new EmailAddressAttribute().IsValid(email))
        {
            tally.Changed(ImportKind.User, "what stands for the e-mail address is none: left out", CleanText.Of(user.Username));
            return null;
        }

        if (await transaction.NumberAsync($"select 1 from users where workspace_n = {workspace.N} and email_key = {Names.Key(email)}") == 0)
            return email;

        tally.Changed(ImportKind.User, "the e-mail address is another account's: left out", $"{CleanText.Of(user.Username)}: {email}");
        return null;
    }

    private static string? Password(ImportedUser user, string username, ImportTally tally)
    {
        if (string.IsNullOrEmpty(user.PasswordHash))
            return null;
        if (DjangoPassword.TryParse(user.PasswordHash, out _))
            return user.PasswordHash;

        tally.Changed(
            ImportKind.User, user.PasswordHash[0] == '!' ? "had no password there either" : "the password's hash is not of pbkdf2_sha256: a new one is needed",
            username);
        return null;
    }

    private string AccountType(ImportedUser user, string username, ImportTally tally)
    {
        if (user.AccountType is null || workspace.AccountTypes.Contains(user.AccountType))
            return user.AccountType ?? workspace.AccountTypes[0];

        tally.Changed(
            ImportKind.User, $"account type \"{CleanText.Of(user.AccountType)}\" is none of the workspace's: {workspace.AccountTypes[0]}", username);
        return workspace.AccountTypes[0];
    }
}
