using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Access.ApiTokens;
using Parley.Access.LogIns;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.SpaCentral;

/// <summary>Getting a token, and who one is.</summary>
internal static class Accounts
{
    /// <summary>What the tokens are called in the list of one's own.</summary>
    private const string TokenName = "spa-central log-in";

    public static async Task<IResult> LogIn(
        Fields body, Device device, HttpContext http, LogInForTokenHandler handler, PersonCards cards, SpaCentralViews views, CancellationToken ct)
    {
        var given = await GiveAsync(body, body.Has("email") || !body.Has("username") ? "email" : "username", device, http, handler, ct);
        var card = await cards.OfAsync(given.Account.Id, ct);
        return TypedResults.Json(
            new LogInJson(given.Token, views.User(card, new(Seen.AddressOf(http), card.Id, card.N)), "Login successful"), SpaCentralJson.Wire.LogInJson);
    }

    public static async Task<IResult> Token(Fields body, Device device, HttpContext http, LogInForTokenHandler handler, CancellationToken ct) =>
        TypedResults.Json(new TokenJson((await GiveAsync(body, "username", device, http, handler, ct)).Token), SpaCentralJson.Wire.TokenJson);

    public static async Task<IResult> Me(Caller caller, HttpContext http, PersonCards cards, SpaCentralViews views, CancellationToken ct) =>
        TypedResults.Json(views.User(await cards.OfAsync(caller.UserId, ct), Seen.Of(http, caller)), SpaCentralJson.Wire.UserJson);

    private static async Task<GivenToken> GiveAsync(
        Fields body, string field, Device device, HttpContext http, LogInForTokenHandler handler, CancellationToken ct)
    {
        var name = body.Text(field);
        var command = new LogIn(body.Text("password"), name, Workspace: body.TextOrNull("workspace"));
        Validation.Check(command);
        var given = await handler.HandleAsync(command, device, TokenName, ct);
        http.Response.Headers.CacheControl = "no-store";
        return given;
    }
}
