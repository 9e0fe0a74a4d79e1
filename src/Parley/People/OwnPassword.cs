using Parley.Access;
using Parley.Access.LogIns;
using Parley.Protocol;

namespace Parley.People;

/// <summary>A new password for one's own account, for whoever knows the old one.</summary>
public sealed class OwnPassword(Passwords passwords, GuessedPasswords guesses)
{
    /// <summary>What is stored of the new one.</summary>
    /// <exception cref="Refusal"><c>bad_credentials</c>, <c>locked_out</c>, or <c>forbidden</c> where there is no password.</exception>
    public async ValueTask<string> NewHashAsync(Caller caller, AccountRow me, UpdateMe command, Device device, CancellationToken ct)
    {
        if (me.PasswordHash is null)
            throw new Refusal(Errors.Forbidden, "This account signs in through its host application.");

        // Whoever holds a stolen session must not try passwords faster here than at the log-in.
        var counted = $"me/{caller.UserN}";
        guesses.RequireOpen(counted, device, isKnownHere: true);
        var (right, _) = await passwords.CheckAsync(me.PasswordHash, command.CurrentPassword ?? "", ct);
        guesses.RequireOpen(counted, device, isKnownHere: true);
        if (!right)
        {
            await guesses.WrongAsync(counted, device, caller.WorkspaceN, caller.UserId, ct);
            throw new Refusal(Errors.BadCredentials, "current_password is wrong.");
        }

        guesses.Right(counted, device);
        return await passwords.HashAsync(command.NewPassword!, ct);
    }
}
