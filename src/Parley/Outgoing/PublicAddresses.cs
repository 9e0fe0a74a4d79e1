using System.Net;
using System.Net.Sockets;

namespace Parley.Outgoing;

/// <summary>
/// Which addresses a call on somebody else's behalf may reach: those of the public Internet (IANA's special-purpose registries, RFC 6890).
/// Everything that leads back to this machine, its network or its cloud is none, however it is written.
/// </summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] Special4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32",   // public by its number, but within Azure it is the machine's own platform
        }.Select(IPNetwork.Parse),
    ];

    // Of version 6 only 2000::/3 is given out; within it these are not hosts of the Internet or carry an address of version 4.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] Special6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(IPNetwork.Parse)];

    public static bool Contain(IPAddress address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => Contain(address.MapToIPv4()),
        { AddressFamily: AddressFamily.InterNetwork } => !Special4.Any(network => network.Contains(address)),
        { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: 0 } =>
            Global6.Contains(address) && !Special6.Any(network => network.Contains(address)),
        _ => false,
    };
}
