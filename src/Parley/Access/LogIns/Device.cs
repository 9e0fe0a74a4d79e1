using Microsoft.AspNetCore.Http;

namespace Parley.Access.LogIns;

/// <summary>From where somebody signs in, as the session list shows it.</summary>
public sealed record Device(string? UserAgent, string Address, string? Cookie)
{
    /// <summary>
    /// Whether its refresh token is good more than once. Clients of dialects expect that, and some throw away the one that a refresh gives them.
    /// </summary>
    public bool KeepsRefreshToken { get; init; }

    /// <summary>Lets an endpoint take it as an argument.</summary>
    public static ValueTask<Device?> BindAsync(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return new(new Device(
            agent is "" ? null : agent[..Math.Min(agent.Length, 300)], AddressOf(http), SessionCookie.Of(http))
        {
            KeepsRefreshToken = http.GetEndpoint()?.Metadata.GetMetadata<TakesDjangoCookie>() is not null,
        });
    }

    /// <summary>The other end's IP address, one of version 4 always written as such.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        var address => address.ToString(),
    };
}
