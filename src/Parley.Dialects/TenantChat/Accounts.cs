using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Access.LogIns;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Presence;
using Parley.Protocol;
using Parley.Workspaces;

namespace Parley.Dialects.TenantChat;

/// <summary>Tokens, and who there is in the tenant: what the client asks beside the document's own paths.</summary>
internal static class Accounts
{
    public static async Task<IResult> LogIn(
        Fields body, Device device, HttpContext http, LogInHandler handler, DialectTokens tokens, TenantChatDialect dialect,
        WorkspaceDirectory workspaces, CancellationToken ct)
    {
        var command = new LogIn(body.Text("password"), body.TextOrNull("username"), body.TextOrNull("email"), body.TextOrNull("workspace"));
        Validation.Check(command);
        var loggedIn = await handler.HandleAsync(command, device, ct);
        Keep(http, loggedIn);
        var account = loggedIn.Account;
        var user = new OwnUserJson(
            account.Id, account.Username, account.DisplayName, account.Email ?? "", account.Role.ToString().ToLowerInvariant(), account.AvatarUrl,
            (await workspaces.GetAsync(account.WorkspaceN, ct)).Id);
        return TypedResults.Json(
            new TokensJson(await tokens.CreateAsync(loggedIn, dialect, ct), loggedIn.Answer.RefreshToken, user), TenantChatJson.Wire.TokensJson);
    }

    public static async Task<IResult> Refresh(
        Fields body, Device device, HttpContext http, RefreshLogInHandler handler, DialectTokens tokens, TenantChatDialect dialect, CancellationToken ct)
    {
        var command = new RefreshLogIn(body.Text("refresh"));
        Validation.Check(command);
        var loggedIn = await handler.HandleAsync(command, device, ct);
        Keep(http, loggedIn);
        return TypedResults.Json(
            new RefreshedJson(await tokens.CreateAsync(loggedIn, dialect, ct), loggedIn.Answer.RefreshToken), TenantChatJson.Wire.RefreshedJson);
    }

    /// <summary>A fresh access token for the log-in that the cookie, or a token that is still good, belongs to.</summary>
    public static async Task<IResult> Renew(
        Caller caller, HttpContext http, DialectTokens tokens, TenantChatDialect dialect, PersonCards cards, CancellationToken ct)
    {
        if (caller.SessionId is not { } session)
            throw new Refusal(Errors.NotSignedIn, "Only a log-in is renewed.");

        http.Response.Headers.CacheControl = "no-store";
        var access = await tokens.CreateAsync(await cards.OfAsync(caller.UserId, ct), session, dialect, ct);
        return TypedResults.Json(new RenewedJson(access), TenantChatJson.Wire.RenewedJson);
    }

    public static async Task<IResult> Users(
        HttpContext http, Caller caller, PersonCards cards, PresenceHandler presence, DialectSettings settings, CancellationToken ct)
    {
        var page = Paging.Asked(http, Conversations.Listed, Conversations.MostListed);
        var count = await cards.CountAsync(caller.WorkspaceN, ct);
        var people = page.Skip >= count ? [] : await cards.EverybodyAsync(caller.WorkspaceN, page.Skip, page.Size, ct);
        var known = people.Count == 0 ? [] : (await presence.ListAsync(caller, string.Join(',', people.Select(card => card.Id)), ct)).Items;
        var online = known.Where(one => one.Status != PresenceStatus.Offline).Select(one => one.UserId).ToHashSet();
        return TypedResults.Json(Paging.Of(http, page, new Numbered<PersonCard>(people, count), Shown), TenantChatJson.Wire.PageUserJson);

        UserJson Shown(PersonCard card) => new(
            card.N, card.Id, card.Username, card.DisplayName, card.AvatarUrl,
            settings.ShowsEmails || card.N == caller.UserN ? card.Email ?? "" : "", online.Contains(card.Id));
    }

    private static void Keep(HttpContext http, LoggedIn loggedIn)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (loggedIn.Cookie is { } cookie)
            SessionCookie.SetDjango(http, cookie);
    }
}
