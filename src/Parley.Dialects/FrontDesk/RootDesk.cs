using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Parley.Dialects.FrontDesk;

/// <summary>
/// Hands a request for a path that several systems have, to one of them: asks <see cref="SharedPaths"/> and takes the others' endpoints out.
/// A path that only one has never comes here.
/// </summary>
internal sealed class RootDesk(SharedPaths paths) : MatcherPolicy, IEndpointSelectorPolicy
{
    // After the framework's own policies, which look at verbs and hosts.
    public override int Order => 1_000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Count > 1 && endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<DialectRoute>() is { IsRoot: true });

    public async Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var names = new List<string>();
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i))
                names.Add(NameOf(candidates[i].Endpoint));
        }

        if (names.Distinct().Count() < 2)
            return;

        var chosen = await paths.ChooseAsync(httpContext, names);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && NameOf(candidates[i].Endpoint) != chosen)
                candidates.SetValidity(i, false);
        }
    }

    private static string NameOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<DialectRoute>()?.Dialect.Name ?? SharedPaths.Parley;
}
