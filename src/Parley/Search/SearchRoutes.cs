using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Search;

/// <summary>The door of search.</summary>
public static class SearchRoutes
{
    public static void MapSearch(this RouteGroupBuilder api) =>
        api.MapGroup("/search").WithTags("Search").MapGet("/", Search).WithName("search")
            .WithSummary("Finds messages, conversations and people; see docs/search.md for what may stand in q.").Refuses(Errors.SearchTooLong);

    private static async Task<Ok<SearchResults>> Search(
        Caller caller, SearchHandler handler, CancellationToken ct, string? q = null, string? type = null, string? @in = null, string? from = null,
        string? before = null, string? after = null, string? has = null, int? limit = null, string? cursor = null) =>
        TypedResults.Ok(await handler.HandleAsync(caller, new(q, type, @in, from, before, after, has, limit, cursor), ct));
}
