using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Access;

namespace Parley.Dialects.OffChat;

/// <summary>Who asks, and by which address: files and pictures are named by whole addresses.</summary>
internal sealed record Viewer(Caller Caller, string Host)
{
    /// <summary>Lets an endpoint take it as an argument.</summary>
    public static async ValueTask<Viewer?> BindAsync(HttpContext http) => new((await Caller.BindAsync(http))!, HostOf(http));

    public static string HostOf(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}";

    /// <summary>An address of this server as a whole one.</summary>
    public static string? Whole(string host, string? url) => url is ['/', ..] ? host + url : url;

    /// <summary>A number as the client's texts have it.</summary>
    public static string Text(long n) => n.ToString(CultureInfo.InvariantCulture);
}
