using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Access.RateLimits;

/// <summary>From which budgets a route takes.</summary>
public sealed record Limited(RouteClass Kind);

/// <summary>What routes say of their budgets.</summary>
public static class LimitedRoutes
{
    // What a route is by its address where it does not say so itself.
    private static readonly (string Below, RouteClass Kind)[] Below =
    [
        ("/api/v1/auth/", RouteClass.Auth), ("/api/v1/admin/", RouteClass.Admin), ("/api/v1/search", RouteClass.Search),
    ];

    /// <summary>Gives every route of a group its kind: by its address, otherwise by whether it changes anything.</summary>
    public static void LimitAll(this RouteGroupBuilder group) => ((IEndpointConventionBuilder)group).Finally(builder =>
    {
        if (builder is RouteEndpointBuilder route && !builder.Metadata.OfType<Limited>().Any())
            builder.Metadata.Add(new Limited(KindOf(route)));
    });

    /// <summary>Says it for one route.</summary>
    public static TBuilder Limited<TBuilder>(this TBuilder route, RouteClass kind)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Limited(kind));

    /// <summary>Counts a call as many times as it names things: a thousand people in one call are not one.</summary>
    public static RouteHandlerBuilder CountsItems<TBody>(this RouteHandlerBuilder route, Func<TBody, int> items) =>
        route.AddEndpointFilter((context, next) =>
        {
            var caller = context.Arguments.OfType<Caller>().Single();
            var budgets = context.HttpContext.RequestServices.GetRequiredService<Budgets>();
            if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<Limited>() is { } limited)
                budgets.Charge(Payer.Of(caller), limited.Kind, items(context.Arguments.OfType<TBody>().Single()) - 1);

            return next(context);
        });

    private static RouteClass KindOf(RouteEndpointBuilder route)
    {
        var path = "/" + route.RoutePattern.RawText!.Trim('/');
        foreach (var (below, kind) in Below)
        {
            if (path.StartsWith(below, StringComparison.Ordinal))
                return kind;
        }

        var reads = route.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault() is { } verbs
            && verbs.HttpMethods.All(verb => HttpMethods.IsGet(verb) || HttpMethods.IsHead(verb));
        return reads ? RouteClass.Read
            : path.StartsWith("/api/v1/files", StringComparison.Ordinal) ? RouteClass.Upload
            : RouteClass.Write;
    }
}
