using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Access.LogIns;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>Signing up, in and out, and tokens. A log-in sets the session cookie too: some of the client's sockets show nothing else.</summary>
internal sealed class Accounts(DialectTokens tokens, OffChatPeople people, PersonCards cards, OffChatDialect dialect)
{
    public static async Task<IResult> LogIn(Fields body, Device device, HttpContext http, LogInHandler handler, Accounts accounts, CancellationToken ct)
    {
        var (name, password) = (body.TextOrNull("username") ?? body.TextOrNull("email"), body.TextOrNull("password"));
        if (string.IsNullOrWhiteSpace(name) || string.IsNullOrEmpty(password))
            throw new Refusal(Errors.ValidationFailed, "Username and password are required");

        var command = new LogIn(password, name, Workspace: body.TextOrNull("workspace"));
        Validation.Check(command);
        return TypedResults.Json(
            await accounts.SignedInAsync(http, await handler.HandleAsync(command, device, ct), "Login successful", ct), OffChatJson.Wire.SignedInJson);
    }

    public static async Task<IResult> Register(Fields body, Device device, HttpContext http, RegisterHandler handler, Accounts accounts, CancellationToken ct)
    {
        var shown = $"{body.TextOrNull("first_name")} {body.TextOrNull("last_name")}".Trim();
        var command = new Register(
            body.Text("username"), body.Text("email"), body.Text("password"), shown.Length == 0 ? null : shown, Workspace: body.TextOrNull("workspace"),
            InviteCode: body.TextOrNull("invite_code"));
        Validation.Check(command);
        return TypedResults.Json(
            await accounts.SignedInAsync(http, await handler.HandleAsync(command, device, ct), "User registered successfully", ct),
            OffChatJson.Wire.SignedInJson, statusCode: 201);
    }

    public static async Task<IResult> Refresh(Fields body, Device device, HttpContext http, RefreshLogInHandler handler, Accounts accounts, CancellationToken ct)
    {
        var command = new RefreshLogIn(body.Text("refresh"));
        Validation.Check(command);
        return TypedResults.Json(await accounts.TokensAsync(http, await handler.HandleAsync(command, device, ct), ct), OffChatJson.Wire.TokensJson);
    }

    public static async Task<IResult> Verify(Fields body, Authentication authentication, CancellationToken ct) =>
        await authentication.AuthenticateTokenAsync(body.Text("token"), ct) is null
            ? throw new Refusal(Errors.NotSignedIn, "Token is invalid or expired")
            : TypedResults.Json(new EmptyJson(), OffChatJson.Wire.EmptyJson);

    public static async Task<IResult> LogOut(Caller caller, HttpContext http, EndSessionsHandler handler, CancellationToken ct)
    {
        await handler.EndAsync(caller, ct);
        return LoggedOut(http, "Logout successful");
    }

    public static async Task<IResult> LogOutEverywhere(Caller caller, HttpContext http, EndSessionsHandler handler, CancellationToken ct)
    {
        await handler.EndAllAsync(caller, ct);
        return LoggedOut(http, "Logged out from all devices");
    }

    private static JsonHttpResult<SaidJson> LoggedOut(HttpContext http, string sentence)
    {
        SessionCookie.ClearDjango(http);
        SessionCookie.Clear(http);
        return TypedResults.Json(new SaidJson(sentence), OffChatJson.Wire.SaidJson);
    }

    private async Task<SignedInJson> SignedInAsync(HttpContext http, LoggedIn loggedIn, string sentence, CancellationToken ct)
    {
        var given = await TokensAsync(http, loggedIn, ct);
        var user = people.User(Viewer.HostOf(http), await cards.OfAsync(loggedIn.Account.Id, ct), "online", isOwn: true);
        return new(user, given, given.Access, given.Refresh, given.Access, sentence);
    }

    private async Task<TokensJson> TokensAsync(HttpContext http, LoggedIn loggedIn, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (loggedIn.Cookie is { } cookie)
        {
            SessionCookie.SetDjango(http, cookie);
            SessionCookie.Set(http, cookie);   // under our own name too, so that a page shows the pictures of people
        }

        return new(await tokens.CreateAsync(loggedIn, dialect, ct), loggedIn.Answer.RefreshToken);
    }
}
