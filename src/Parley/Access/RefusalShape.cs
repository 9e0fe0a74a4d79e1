using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Parley.Access;

/// <summary>
/// How a dialect says no over REST. Routes carry one in their metadata; below a dialect's prefix it also serves what no route answers. The
/// header <c>Parley-Error</c> holds our own code beside it.
/// </summary>
public abstract class RefusalShape
{
    public virtual int StatusOf(HttpContext http, Refusal refusal) => refusal.Error.Status;

    /// <summary>The value of <c>WWW-Authenticate</c> on a 401.</summary>
    public abstract string Challenge { get; }

    /// <summary>Writes the whole body.</summary>
    public abstract void Write(Utf8JsonWriter writer, HttpContext http, Refusal refusal);
}

/// <summary>Which shape stands below which path.</summary>
public sealed class RefusalShapes
{
    private readonly ConcurrentDictionary<string, RefusalShape> _byPrefix = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first that names a path keeps it.</summary>
    public void Add(string prefix, RefusalShape shape) => _byPrefix.TryAdd(prefix.TrimEnd('/'), shape);

    internal RefusalShape? Of(HttpContext http)
    {
        if (http.GetEndpoint() is RouteEndpoint route)
            return route.Metadata.GetMetadata<RefusalShape>();

        // What no route answers, or none with this verb: by the longest path above it that is somebody's.
        for (var path = (http.Request.Path.Value ?? "").TrimEnd('/'); path.Length > 0; path = path[..path.LastIndexOf('/')])
        {
            if (_byPrefix.TryGetValue(path, out var above))
                return above;
        }

        return null;
    }
}
