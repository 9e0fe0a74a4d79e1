using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Dialects.Shared;

/// <summary>A page as Django's REST framework cuts it: how many there are in all, and the absolute addresses of its neighbours.</summary>
public sealed record Page<T>(long Count, string? Next, string? Previous, IReadOnlyList<T> Results);

/// <summary>Reads which page is asked for, and makes it.</summary>
internal static class Paging
{
    private const int LastPage = 10_000_000;

    /// <summary>The page that the address names by <c>page</c>; with a largest size, <c>page_size</c> counts too.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, as Django's framework answers a page that is none.</exception>
    public static PageNumber Asked(HttpContext http, int size, int? largest = null)
    {
        var page = 1L;
        if (http.Request.Query["page"].ToString() is { Length: > 0 } named
            && (!long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out page) || page is < 1 or > LastPage))
            throw NoPage();

        if (largest is { } most && int.TryParse(http.Request.Query["page_size"], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted > 0)
            size = Math.Min(wanted, most);

        return new(page, size);
    }

    /// <exception cref="Refusal"><c>not_found</c> beyond the last page; the first one may be empty.</exception>
    public static Page<TView> Of<TItem, TView>(HttpContext http, PageNumber page, Numbered<TItem> found, Func<TItem, TView> view)
    {
        if (page.Page > 1 && page.Skip >= found.Count)
            throw NoPage();

        return new(
            found.Count, page.Skip + page.Size < found.Count ? Address(http, page.Page + 1) : null,
            page.Page > 1 ? Address(http, page.Page - 1) : null, [.. found.Items.Select(view)]);
    }

    private static Refusal NoPage() => new(Errors.NotFound, "Invalid page.");

    private static string Address(HttpContext http, long page)
    {
        var request = http.Request;
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key is not ("page" or "token")).SelectMany(
            pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")));
        if (page > 1)
            query.Add("page", page.ToString(CultureInfo.InvariantCulture));

        return UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path, query.ToQueryString());
    }
}
