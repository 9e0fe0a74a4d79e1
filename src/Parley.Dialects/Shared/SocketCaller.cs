using Microsoft.AspNetCore.Http;
using Parley.Access;

namespace Parley.Dialects.Shared;

/// <summary>Who opens a dialect's socket, looked up before the upgrade so that a stranger is refused by the handshake.</summary>
internal static class SocketCaller
{
    /// <summary>By <c>?token=</c> (a JWT or 40 hex digits), an Authorization header, or the session cookie; what is given must be good.</summary>
    /// <exception cref="Refusal"><c>account_disabled</c>, <c>origin_refused</c>.</exception>
    public static async ValueTask<Caller?> FindAsync(HttpContext http, Authentication authentication, CancellationToken ct) =>
        http.Request.Query["token"].ToString() is { Length: > 0 } token
            ? await authentication.AuthenticateTokenAsync(token, ct)
            : await authentication.AuthenticateAsync(http, ct);
}
