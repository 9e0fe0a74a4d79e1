using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access.ApiTokens;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>One's own API tokens.</summary>
public static class TokenRoutes
{
    public static void MapTokens(this RouteGroupBuilder api)
    {
        var tokens = api.MapGroup("/tokens").WithTags("API tokens");
        tokens.MapGet("/", async Task<Ok<Listing<TokenView>>> (Caller caller, OwnTokensHandler handler, CancellationToken ct) =>
                TypedResults.Ok(await handler.ListAsync(caller, ct)))
            .WithName("listTokens").WithSummary("One's API tokens, the newest first.");
        tokens.MapPost("/", Create).WithName("createToken").WithSummary("Makes an API token; it is shown this once.")
            .Refuses(Errors.ScopeMissing);
        tokens.MapDelete("/{tokenId}", Revoke).WithName("revokeToken").WithSummary("Takes an API token back; its sockets close.")
            .Refuses(Errors.NotFound);
    }

    private static async Task<Created<TokenView>> Create(
        CreateToken body, Caller caller, HttpContext http, CreateTokenHandler handler, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created((string?)null, await handler.HandleAsync(caller, body, ct));
    }

    private static async Task<NoContent> Revoke(TokenId tokenId, Caller caller, OwnTokensHandler handler, CancellationToken ct)
    {
        await handler.RevokeAsync(caller, tokenId, ct);
        return TypedResults.NoContent();
    }
}
