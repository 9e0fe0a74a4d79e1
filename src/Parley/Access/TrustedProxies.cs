using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using IPNetwork = System.Net.IPNetwork;

namespace Parley.Access;

/// <summary>
/// The owner's own proxies: <c>Parley:TrustedProxies:0=10.0.0.0/8</c>. Only what comes from them may say by <c>X-Forwarded-For</c>,
/// <c>-Proto</c> and <c>-Host</c> for whom it asks; from anybody else these headers are nothing.
/// </summary>
public sealed class TrustedProxies
{
    private readonly IReadOnlyList<IPNetwork> _networks;

    /// <exception cref="SettingException">An entry is neither an address nor a network.</exception>
    public TrustedProxies(IConfiguration configuration) =>
        _networks = [.. configuration.GetSection("Parley:TrustedProxies").GetChildren().Select(Network)];

    public bool IsEmpty => _networks.Count == 0;

    /// <summary>Read from the right: the first address that is no proxy of ours is who asks; what stands left of it, anybody may have written.</summary>
    public ForwardedHeadersOptions Options
    {
        get
        {
            var options = new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
                ForwardLimit = null,
            };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in _networks)
                options.KnownIPNetworks.Add(network);

            return options;
        }
    }

    private static IPNetwork Network(IConfigurationSection section) =>
        IPNetwork.TryParse(section.Value, out var network) ? network
        : IPAddress.TryParse(section.Value, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new SettingException(section.Path, $"must be an address or a network such as 10.0.0.0/8, not \"{section.Value}\".");
}

/// <summary>Puts the proxies' word in force.</summary>
public static class TrustedProxiesInUse
{
    public static void UseTrustedProxies(this IApplicationBuilder app)
    {
        var proxies = app.ApplicationServices.GetRequiredService<TrustedProxies>();
        if (!proxies.IsEmpty)
            app.UseForwardedHeaders(proxies.Options);
    }
}
