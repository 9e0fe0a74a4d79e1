using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Access.LogIns;
using Parley.Dialects.Shared;
using Parley.Protocol;

namespace Parley.Dialects.AriStay;

/// <summary>Signing in and out with JWTs, as Simple JWT's paths do it.</summary>
internal sealed class Tokens(Dialect dialect)
{
    public async Task<IResult> LogIn(Fields body, Device device, HttpContext http, LogInHandler handler, DialectTokens tokens, CancellationToken ct)
    {
        var name = body.TextOrNull("username") ?? body.TextOrNull("email") ?? body.Text("username");
        var command = new LogIn(body.Text("password"), name, Workspace: body.TextOrNull("workspace"));
        Validation.Check(command);
        var loggedIn = await handler.HandleAsync(command, device, ct);
        var account = loggedIn.Account;
        var user = new AccountJson(
            account.N, account.Username, account.Email ?? "", account.AccountType, account.Role >= WorkspaceRole.Admin, account.DisplayName, account.Id);
        return Answer(http, new(await tokens.CreateAsync(loggedIn, dialect, ct), loggedIn.Answer.RefreshToken, user));
    }

    public async Task<IResult> Refresh(
        Fields body, Device device, HttpContext http, RefreshLogInHandler handler, DialectTokens tokens, CancellationToken ct)
    {
        var loggedIn = await RefreshedAsync(body, device, handler, ct);
        return Answer(http, new(await tokens.CreateAsync(loggedIn, dialect, ct), loggedIn.Answer.RefreshToken));
    }

    public static async Task<IResult> Verify(Fields body, Authentication authentication, CancellationToken ct) =>
        await authentication.AuthenticateTokenAsync(body.Text("token"), ct) is null
            ? throw new Refusal(Errors.NotSignedIn, "Token is invalid or expired")
            : TypedResults.Json(new NothingJson(), AriStayJson.Wire.NothingJson);

    // A client that has its refresh token and no access token any more can still end its log-in.
    public static async Task<IResult> Revoke(
        Fields body, Device device, HttpContext http, RefreshLogInHandler refreshes, Authentication authentication, EndSessionsHandler handler,
        CancellationToken ct)
    {
        var caller = body.Has("refresh")
            ? await authentication.AuthenticateTokenAsync((await RefreshedAsync(body, device, refreshes, ct)).Answer.AccessToken, ct)
            : await authentication.AuthenticateAsync(http, ct);
        await handler.EndAsync(caller ?? throw new Refusal(Errors.NotSignedIn), ct);
        return TypedResults.Json(new SaidJson("Token revoked"), AriStayJson.Wire.SaidJson);
    }

    public static async Task<IResult> RevokeAll(Caller caller, EndSessionsHandler handler, CancellationToken ct)
    {
        await handler.EndAllAsync(caller, ct);
        return TypedResults.Json(new SaidJson("All tokens revoked"), AriStayJson.Wire.SaidJson);
    }

    private static async Task<LoggedIn> RefreshedAsync(Fields body, Device device, RefreshLogInHandler handler, CancellationToken ct)
    {
        var command = new RefreshLogIn(body.Text("refresh"));
        Validation.Check(command);
        try
        {
            return await handler.HandleAsync(command, device, ct);
        }
        catch (Refusal refusal) when (refusal.Error == Errors.NotSignedIn)
        {
            throw new Refusal(Errors.NotSignedIn, "Token is invalid or expired");
        }
    }

    private static JsonHttpResult<TokensJson> Answer(HttpContext http, TokensJson tokens)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(tokens, AriStayJson.Wire.TokensJson);
    }
}
