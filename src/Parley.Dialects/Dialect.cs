using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;

namespace Parley.Dialects;

/// <summary>
/// One older system whose clients work here unmodified: its routes, its frames, how it says no. It builds Parley's commands and translates
/// Parley's events; it has no rules and no SQL of its own.
/// </summary>
public abstract class Dialect
{
    /// <summary>Its name in settings, documents and addresses, such as <c>offchat</c>: its paths also stand below <c>/offchat</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What its document calls it.</summary>
    public abstract string Title { get; }

    public abstract RefusalShape Refusals { get; }

    /// <summary>What it registers.</summary>
    public abstract void AddServices(IServiceCollection services);

    /// <summary>Maps its paths exactly as its document writes them. Called for its prefix and, where it is served there, for the root.</summary>
    public abstract void Map(RouteGroupBuilder paths);
}

/// <summary>Said of each route of a dialect: whose it is, and whether it stands at the root, where another dialect may have the same path.</summary>
public sealed record DialectRoute(Dialect Dialect, bool IsRoot);
