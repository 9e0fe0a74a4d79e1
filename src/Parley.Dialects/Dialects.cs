using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Access.RateLimits;
using Parley.Dialects.FrontDesk;
using Parley.Dialects.Shared;

namespace Parley.Dialects;

/// <summary>The list of dialects, and their doors.</summary>
public static class DialectsSetup
{
    private const string AnyOrigin = "dialects";

    /// <summary>Every dialect there is.</summary>
    public static IReadOnlyList<Dialect> All { get; } =
    [
        new OffChat.OffChatDialect(),
        new SpaCentral.SpaCentralDialect(),
        new MrmChat.MrmChatDialect(),
        new AriStay.AriStayDialect(),
        new TenantChat.TenantChatDialect(),
    ];

    public static DialectSettings AddDialects(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = DialectSettings.From(configuration, All);
        services.AddSingleton(settings).AddSingleton<RefusalShapes>();
        if (settings.Enabled.Count == 0)
            return settings;

        services.AddSingleton<SharedPaths>().AddSingleton<MatcherPolicy, RootDesk>().AddSingleton<DialectTokens>().AddSingleton<SendWithFiles>();

        // Their pages live elsewhere, and say by a header who they are. The cookie has rules of its own (TakesDjangoCookie).
        services.AddCors(cors => cors.AddPolicy(AnyOrigin, policy =>
            policy.SetIsOriginAllowed(_ => true).AllowAnyHeader().AllowAnyMethod().AllowCredentials().WithExposedHeaders("Parley-Error", "Retry-After")));
        foreach (var dialect in settings.Enabled)
            dialect.AddServices(services);

        return settings;
    }

    public static void MapDialects(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<DialectSettings>();
        if (settings.Enabled.Count == 0)
            return;

        foreach (var dialect in settings.Enabled)
        {
            app.Services.GetRequiredService<RefusalShapes>().Add($"/{dialect.Name}", dialect.Refusals);
            dialect.Map(Group(app, settings, dialect, isRoot: false));
            if (settings.Root.Contains(dialect))
                dialect.Map(Group(app, settings, dialect, isRoot: true));
        }
    }

    private static RouteGroupBuilder Group(WebApplication app, DialectSettings settings, Dialect dialect, bool isRoot)
    {
        var paths = app.MapGroup(isRoot ? "" : $"/{dialect.Name}");
        paths.WithMetadata(new DialectRoute(dialect, isRoot), dialect.Refusals, new TakesDjangoCookie(settings.Origins));
        paths.WithGroupName(dialect.Name).RequireCors(AnyOrigin);
        paths.LimitAll();
        if (isRoot)
            paths.ExcludeFromDescription();

        // At the root there is no prefix: what its routes have in front of their first parameter is its own.
        var shapes = app.Services.GetRequiredService<RefusalShapes>();
        ((IEndpointConventionBuilder)paths).Finally(built =>
        {
            if (isRoot && built is RouteEndpointBuilder { RoutePattern.RawText: { } pattern })
                shapes.Add(pattern.Split("/{")[0], dialect.Refusals);
        });

        return paths;
    }
}
