using Microsoft.AspNetCore.Http;

namespace Parley.Dialects.TenantChat;

/// <summary>By which address somebody came in: what stands before the document's paths (nothing at the root), and the host they named.</summary>
internal sealed record Doorway(string Prefix, string Host)
{
    /// <summary>Lets an endpoint take it as an argument.</summary>
    public static ValueTask<Doorway?> BindAsync(HttpContext http) => new(Of(http));

    public static Doorway Of(HttpContext http) => new(
        http.GetEndpoint()?.Metadata.GetMetadata<DialectRoute>() is { IsRoot: false } route ? $"/{route.Dialect.Name}" : "", http.Request.Host.Value ?? "");
}
