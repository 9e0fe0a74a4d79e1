using Microsoft.AspNetCore.Http;
using Parley.Access.Tokens;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>
/// Who is asking, for REST and for the socket's door: <c>Bearer</c> with a JWT (ours or a trusted issuer's), <c>Token</c> with an opaque
/// API token, or the session cookie. What is given must be good: a bad one is not tried the next way.
/// </summary>
public sealed class Authentication(Callers callers, AccessTokens accessTokens, TrustedIssuers issuers, Tickets tickets)
{
    /// <summary>Nobody where there is no good credential.</summary>
    /// <exception cref="Refusal"><c>account_disabled</c>, <c>scope_missing</c> or <c>origin_refused</c>.</exception>
    public ValueTask<Caller?> AuthenticateAsync(HttpContext http, CancellationToken ct)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count == 0)
            return FromCookieAsync(http, ct);
        if (header.Count > 1 || header[0] is not { } value || value.IndexOf(' ', StringComparison.Ordinal) is not (> 0 and var space))
            return new((Caller?)null);

        var credential = value[(space + 1)..].Trim();
        return value.AsSpan(0, space) switch
        {
            var scheme when scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) => FromJwtAsync(credential, ct),
            var scheme when scheme.Equals("Token", StringComparison.OrdinalIgnoreCase) => FromApiTokenAsync(http, credential, ct),
            _ => new((Caller?)null),
        };
    }

    /// <summary>A token that stands alone, in an address or a first frame: a JWT or an API token.</summary>
    /// <exception cref="Refusal"><c>account_disabled</c>.</exception>
    public ValueTask<Caller?> AuthenticateTokenAsync(string token, CancellationToken ct) =>
        Secret.IsApiToken(token) ? callers.OfTokenAsync(token, ct) : FromJwtAsync(token, ct);

    /// <summary>Whoever took the ticket, if it is not used, not too old, and their credential still stands.</summary>
    /// <exception cref="Refusal"><c>account_disabled</c>.</exception>
    public async ValueTask<Caller?> RedeemTicketAsync(string ticket, CancellationToken ct) =>
        tickets.Take(ticket) is { } caller ? await callers.AgainAsync(caller, ct) : null;

    /// <summary>Asks once more, for whoever took time between signing in and listening for the end of the credential.</summary>
    public async ValueTask<bool> StillStandsAsync(Caller caller, CancellationToken ct)
    {
        try
        {
            return await callers.AgainAsync(caller, ct) is not null;
        }
        catch (Refusal)
        {
            return false;
        }
    }

    private async ValueTask<Caller?> FromJwtAsync(string text, CancellationToken ct)
    {
        if (Jwt.Read(text) is not { } token)
            return null;
        if (token.Issuer == AccessTokens.Issuer)
            return accessTokens.Check(token) is { } session ? await callers.OfSessionAsync(session, ct) : null;
        return await issuers.CheckAsync(token, ct) is { } person ? await callers.OfTrustedAsync(person, ct) : null;
    }

    private async ValueTask<Caller?> FromApiTokenAsync(HttpContext http, string token, CancellationToken ct)
    {
        var caller = await callers.OfTokenAsync(token, ct);
        if (caller is not null && !caller.Scopes.HasFlag(SessionCookie.IsSafe(http) ? Scopes.Read : Scopes.Write))
            throw new Refusal(Errors.ScopeMissing);
        return caller;
    }

    private async ValueTask<Caller?> FromCookieAsync(HttpContext http, CancellationToken ct)
    {
        if (SessionCookie.Of(http) is not { } cookie || await callers.OfCookieAsync(cookie, ct) is not { } caller)
            return null;
        SessionCookie.RequireGoodOrigin(http);
        return caller;
    }
}
