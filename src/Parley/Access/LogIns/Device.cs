using Microsoft.AspNetCore.Http;

namespace Parley.Access.LogIns;

/// <summary>From where somebody signs in, as the session list shows it.</summary>
public sealed record Device(string? UserAgent, string Address, string? Cookie)
{
    /// <summary>Lets an endpoint take it as an argument.</summary>
    public static ValueTask<Device?> BindAsync(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        var address = http.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return new(new Device(agent is "" ? null : agent[..Math.Min(agent.Length, 300)], address?.ToString() ?? "unknown", SessionCookie.Of(http)));
    }
}
