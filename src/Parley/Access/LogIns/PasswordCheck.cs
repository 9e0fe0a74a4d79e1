using Parley.People;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Access.LogIns;

/// <summary>Whose name and password these are. An unknown name and a wrong password get one answer, after the same time.</summary>
public sealed class PasswordCheck(Database database, WorkspaceDirectory workspaces, Passwords passwords, GuessedPasswords guesses)
{
    /// <exception cref="Refusal"><c>bad_credentials</c>, <c>locked_out</c>, <c>account_disabled</c>.</exception>
    public async Task<RightPassword> RequireAsync(LogIn command, Device device, CancellationToken ct)
    {
        if ((command.Username ?? command.Email) is not { Length: > 0 } name)
            throw new Refusal(Errors.ValidationFailed, "username or email is missing.");

        var slug = command.Workspace ?? FirstWorkspace.Slug;
        var workspaceN = (await workspaces.FindAsync(slug, ct))?.N ?? 0;
        var account = await FindAsync(workspaceN, Names.Key(name), ct);

        // One counter for an account, whichever of its two names is tried.
        var counted = account is null ? $"{slug}/{Names.Key(name)}" : $"{slug}/{account.N}";
        var wasHere = account is not null && await WasHereAsync(account.N, device.Address, ct);
        guesses.RequireOpen(counted, device, wasHere);
        var (right, newHash) = await passwords.CheckAsync(account?.PasswordHash, command.Password, ct);
        guesses.RequireOpen(counted, device, wasHere);
        if (!right || account is null)
        {
            await guesses.WrongAsync(counted, device, workspaceN, account?.Id, ct);
            throw new Refusal(Errors.BadCredentials);
        }

        guesses.Right(counted, device);
        if (account.DisabledAt is not null)
            throw new Refusal(Errors.AccountDisabled);

        return new(account, newHash);
    }

    // A user name holds no @ and an address does, so a form with one field serves both.
    private ValueTask<AccountRow?> FindAsync(long workspaceN, string key, CancellationToken ct) => key.Contains('@', StringComparison.Ordinal)
        ? database.FindAsync($"select {AccountRow.Columns} from users u where u.workspace_n = {workspaceN} and u.email_key = {key}", AccountRow.From, ct)
        : database.FindAsync($"select {AccountRow.Columns} from users u where u.workspace_n = {workspaceN} and u.username_key = {key}", AccountRow.From, ct);

    private async ValueTask<bool> WasHereAsync(long userN, string address, CancellationToken ct) =>
        await database.NumberAsync($"select 1 from sessions where user_n = {userN} and address = {address} limit 1", ct) == 1;
}

/// <summary>An account whose password was right, and the hash to keep from now on where the old one was made by older rules.</summary>
public sealed record RightPassword(AccountRow Account, string? NewHash)
{
    /// <summary>In the same commit as what the log-in begins.</summary>
    public async ValueTask KeepHashAsync(Transaction transaction)
    {
        if (NewHash is not null)
            await transaction.WriteAsync(
                $"update users set password_hash = {NewHash} where n = {Account.N} and password_hash = {Account.PasswordHash}");
    }
}
