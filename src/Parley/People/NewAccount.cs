using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.People;

/// <summary>The row of an account that somebody makes, with names that nobody else has.</summary>
internal static class NewAccount
{
    /// <summary>Returns the row's number.</summary>
    /// <exception cref="Refusal"><c>name_taken</c>.</exception>
    public static async ValueTask<long> InsertAsync(Transaction transaction, AccountRow account)
    {
        var (usernameKey, emailKey) = (Names.Key(account.Username), account.Email is null ? null : Names.Key(account.Email));
        if (await transaction.NumberAsync($"select 1 from users where workspace_n = {account.WorkspaceN} and username_key = {usernameKey}") == 1
            || await transaction.NumberAsync($"select 1 from users where workspace_n = {account.WorkspaceN} and email_key = {emailKey}") == 1)
            throw new Refusal(Errors.NameTaken);

        await transaction.WriteAsync($"""
            insert into users (id, workspace_n, username, username_key, email, email_key, display_name, display_key, password_hash,
                account_type, role, created_at)
            values ({account.Id}, {account.WorkspaceN}, {account.Username}, {usernameKey}, {account.Email}, {emailKey}, {account.DisplayName},
                {Names.Key(account.DisplayName)}, {account.PasswordHash}, {account.AccountType}, {account.Role}, {account.CreatedAt})
            """);
        return transaction.LastRow;
    }
}
