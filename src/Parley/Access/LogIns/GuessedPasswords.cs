using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access.LogIns;

/// <summary>
/// Wrong passwords: counted for the lock-out, and noted with their address. What was refused because of a lock-out is not noted again,
/// so guessing writes no faster than it guesses; nor is the name that was tried, which may well be a password in the wrong field.
/// </summary>
public sealed class GuessedPasswords(Database database, LockOut lockOut, AuditLog audit)
{
    /// <exception cref="Refusal"><c>locked_out</c>.</exception>
    public void RequireOpen(string counted, Device device, bool isKnownHere) => lockOut.RequireOpen(counted, device.Address, isKnownHere);

    public void Right(string counted, Device device) => lockOut.Succeeded(counted, device.Address);

    public async Task WrongAsync(string counted, Device device, long workspaceN, UserId? account, CancellationToken ct)
    {
        var locks = lockOut.Failed(counted, device.Address);
        if (workspaceN == 0)
            return;

        var subject = account is { } id ? $"user:{id}" : "user:unknown";
        await database.WriteAsync(async transaction =>
        {
            await audit.NoteAsync(transaction, workspaceN, 0, device.Address, AuditActions.LogInFailed, subject);
            if (locks)
                await audit.NoteAsync(transaction, workspaceN, 0, device.Address, AuditActions.LogInLocked, subject);
        }, ct);
    }
}
