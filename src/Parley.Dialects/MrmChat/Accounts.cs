using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Access.LogIns;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.MrmChat;

/// <summary>Signing up, in and out by session cookie; who one is, and who there is.</summary>
internal static class Accounts
{
    private const int Everybody = 10_000;

    public static async Task<IResult> Register(Fields body, Device device, RegisterHandler handler, CancellationToken ct)
    {
        var command = new Register(
            body.Text("username"), body.TextOrNull("email") ?? "", body.Text("password"), AccountType: body.TextOrNull("user_type") ?? "student",
            Workspace: body.TextOrNull("workspace"));
        if (body.Text("password_confirm") != command.Password)
            throw Fields.Wrong("password", "Password fields didn't match.");

        Validation.Check(command.Email.Length == 0 ? command with { Email = "none@example.com" } : command);
        var made = await handler.HandleAsync(command, device, ct);
        return TypedResults.Json(MrmChatViews.OwnUser(made.Answer.User, made.Account.N), MrmChatJson.Wire.UserJson, statusCode: 201);
    }

    public static async Task<IResult> LogIn(Fields body, Device device, HttpContext http, LogInHandler handler, CancellationToken ct)
    {
        var command = new LogIn(body.Text("password"), body.Text("username"), Workspace: body.TextOrNull("workspace"));
        Validation.Check(command);
        var loggedIn = await handler.HandleAsync(command, device, ct);
        http.Response.Headers.CacheControl = "no-store";
        SessionCookie.SetDjango(http, loggedIn.Cookie!);
        return TypedResults.Json(MrmChatViews.OwnUser(loggedIn.Answer.User, loggedIn.Account.N), MrmChatJson.Wire.UserJson);
    }

    public static async Task<IResult> LogOut(Caller caller, HttpContext http, EndSessionsHandler handler, CancellationToken ct)
    {
        await handler.EndAsync(caller, ct);
        SessionCookie.ClearDjango(http);
        SessionCookie.Clear(http);
        return TypedResults.Json(new SaidJson("Logged out successfully"), MrmChatJson.Wire.SaidJson);
    }

    public static async Task<IResult> Me(Caller caller, PersonCards cards, CancellationToken ct)
    {
        var card = await cards.OfAsync(caller.UserId, ct);
        return TypedResults.Json(new UserJson(card.N, card.Username, card.Email ?? "", card.AccountType), MrmChatJson.Wire.UserJson);
    }

    public static async Task<IResult> Users(Caller caller, PersonCards cards, CancellationToken ct)
    {
        var everybody = await cards.EverybodyAsync(caller.WorkspaceN, 0, Everybody, ct);
        return TypedResults.Json([.. everybody.Select(Name)], MrmChatJson.Wire.IReadOnlyListNameJson);
    }

    private static NameJson Name(PersonCard card) =>
        card.DisplayName.Split(' ', 2) is [var first, var last] ? new(card.Username, first, last) : new(card.Username, card.DisplayName, "");
}
