using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access.LogIns;
using Parley.People;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>Signing up, in and out.</summary>
public static class AuthRoutes
{
    public static void MapAuth(this RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Signing in");
        auth.MapPost("/register", Register).AllowAnonymous().WithName("register").WithSummary("Makes an account and signs it in.")
            .Refuses(Errors.NotFound, Errors.NameTaken, Errors.RegistrationClosed, Errors.InviteNeeded);
        auth.MapPost("/login", LogIn).AllowAnonymous().WithName("logIn").WithSummary("Signs in by name or e-mail address and password.")
            .Refuses(Errors.BadCredentials, Errors.LockedOut, Errors.AccountDisabled);
        auth.MapPost("/refresh", Refresh).AllowAnonymous().WithName("refreshLogIn").WithSummary("Changes a refresh token for a new pair.")
            .Refuses(Errors.NotSignedIn, Errors.RefreshReplayed, Errors.AccountDisabled);
        auth.MapPost("/logout", LogOut).WithName("logOut").WithSummary("Ends this log-in; its sockets close.");
        auth.MapPost("/logout-all", LogOutAll).WithName("logOutEverywhere").WithSummary("Ends all of one's log-ins; their sockets close.");
        auth.MapPost("/ticket", Ticket).WithName("takeTicket").WithSummary("Gives a one-use ticket for opening a socket from a browser.");
    }

    private static async Task<Created<SignedIn>> Register(
        Register body, Device device, HttpContext http, RegisterHandler handler, CancellationToken ct) =>
        TypedResults.Created("/api/v1/me", WithCookie(http, await handler.HandleAsync(body, device, ct)));

    private static async Task<Ok<SignedIn>> LogIn(LogIn body, Device device, HttpContext http, LogInHandler handler, CancellationToken ct) =>
        TypedResults.Ok(WithCookie(http, await handler.HandleAsync(body, device, ct)));

    private static async Task<Ok<SignedIn>> Refresh(
        RefreshLogIn body, Device device, HttpContext http, RefreshLogInHandler handler, CancellationToken ct) =>
        TypedResults.Ok(WithCookie(http, await handler.HandleAsync(body, device, ct)));

    private static async Task<NoContent> LogOut(Caller caller, HttpContext http, EndSessionsHandler handler, CancellationToken ct)
    {
        await handler.EndAsync(caller, ct);
        SessionCookie.Clear(http);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> LogOutAll(Caller caller, HttpContext http, EndSessionsHandler handler, CancellationToken ct)
    {
        await handler.EndAllAsync(caller, ct);
        SessionCookie.Clear(http);
        return TypedResults.NoContent();
    }

    private static Created<TicketView> Ticket(Caller caller, HttpContext http, Tickets tickets)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created((string?)null, tickets.Give(caller));
    }

    private static SignedIn WithCookie(HttpContext http, LoggedIn loggedIn)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (loggedIn.Cookie is { } cookie)
            SessionCookie.Set(http, cookie);
        return loggedIn.Answer;
    }
}
