using Parley.Access;
using Parley.Protocol;

namespace Parley.Realtime;

/// <summary>Closes the sockets that rest on a credential which has ended.</summary>
public sealed class EndedCredentials
{
    private readonly Switchboard _switchboard;
    private readonly Authentication _authentication;

    public EndedCredentials(Revocations revocations, Switchboard switchboard, Authentication authentication)
    {
        (_switchboard, _authentication) = (switchboard, authentication);
        revocations.SessionEnded += (userN, session) =>
            Close(userN, caller => caller.SessionId == session, CloseCodes.SessionEnded, "The session was ended.");
        revocations.TokenRevoked += (userN, token) =>
            Close(userN, caller => caller.TokenId == token, CloseCodes.SessionEnded, "The token was taken back.");
        revocations.AccountDisabled += userN => Close(userN, _ => true, CloseCodes.AccountDisabled, Errors.AccountDisabled.Meaning);
        revocations.AccountChanged += userN =>
            Close(userN, _ => true, CloseCodes.CredentialExpired, "The account's role has changed: come back.");
    }

    /// <summary>Asks again for a socket that has just been opened: an end between signing in and being listed here was told to nobody.</summary>
    public async ValueTask CheckAsync(Connection connection, CancellationToken ct)
    {
        if (!await _authentication.StillStandsAsync(connection.Caller, ct))
            connection.Close(CloseCodes.SessionEnded, "The session was ended.");
    }

    private void Close(long userN, Func<Caller, bool> which, int code, string reason)
    {
        foreach (var connection in _switchboard.Of(userN).Where(connection => which(connection.Caller)))
            connection.Close(code, reason);
    }
}
