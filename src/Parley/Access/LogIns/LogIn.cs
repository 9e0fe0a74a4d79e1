using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access.LogIns;

/// <summary>Signs in by name or e-mail address and password.</summary>
public sealed class LogInHandler(Database database, PasswordCheck passwords, NewSession sessions)
{
    public async Task<LoggedIn> HandleAsync(LogIn command, Device device, CancellationToken ct)
    {
        var right = await passwords.RequireAsync(command, device, ct);
        return await database.WriteAsync(async transaction =>
        {
            await right.KeepHashAsync(transaction);
            return await sessions.BeginAsync(transaction, right.Account, device);
        }, ct);
    }
}
