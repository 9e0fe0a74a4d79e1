using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Parley.Outgoing;

/// <summary>
/// The only way in which the server calls an address that a user or a client named. The address that a name resolves to is checked at the
/// moment of connecting, so neither DNS that changes nor a redirect gets around it. Follows no redirect, sends no cookie, uses no proxy.
/// </summary>
public sealed class OutgoingHttp : IDisposable
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);

    // Networks of the owner's own that may be called all the same: Parley:Outgoing:AllowedNetworks.
    private readonly IReadOnlyList<IPNetwork> _allowed;

    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly Func<IPAddress[], int, CancellationToken, ValueTask<Stream>> _connect;

    /// <exception cref="SettingException">A network is not written as one.</exception>
    public OutgoingHttp(IConfiguration configuration)
        : this(configuration, Dns.GetHostAddressesAsync, OpenAsync)
    {
    }

    /// <summary>With names and connections of the tests' own; the guard stands between them.</summary>
    internal OutgoingHttp(
        IConfiguration configuration, Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        Func<IPAddress[], int, CancellationToken, ValueTask<Stream>> connect)
    {
        (_resolve, _connect) = (resolve, connect);
        _allowed = [.. configuration.GetSection("Parley:Outgoing:AllowedNetworks").GetChildren().Select(Network)];
        Client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,   // a small answer stays small
            ConnectTimeout = ConnectWithin,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),   // a name that moves is asked for again
            MaxConnectionsPerServer = 8,
            MaxResponseHeadersLength = 32,   // KB
            ConnectCallback = ConnectAsync,
        })
        { Timeout = Timeout.InfiniteTimeSpan };   // whoever calls says how long by its token
    }

    /// <summary>Every connection it makes is checked. Give each call a cancellation token that ends in time.</summary>
    public HttpClient Client { get; }

    /// <summary>
    /// Whether an address is one that will be refused at connecting, as far as its text tells: for an early answer, not for safety.
    /// </summary>
    public bool IsForbidden(Uri address) => IPAddress.TryParse(address.DnsSafeHost, out var literal)
        ? !IsAllowed(literal)
        : (address.DnsSafeHost is "localhost" || address.DnsSafeHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
            && !IsAllowed(IPAddress.Loopback);

    public void Dispose() => Client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await _resolve(context.DnsEndPoint.Host, ct);

        // One bad address is enough: a name that leads to both is up to something.
        if (addresses.Length == 0 || !addresses.All(IsAllowed))
            throw new ForbiddenAddressException();

        return await _connect(addresses, context.DnsEndPoint.Port, ct);   // to what was checked, not to the name again
    }

    private static async ValueTask<Stream> OpenAsync(IPAddress[] addresses, int port, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return PublicAddresses.Contain(plain) || _allowed.Any(network => network.Contains(plain));
    }

    private static IPNetwork Network(IConfigurationSection section) => IPNetwork.TryParse(section.Value, out var network)
        ? network
        : throw new SettingException(section.Path, $"must be a network such as 10.0.0.0/8, not \"{section.Value}\".");
}

/// <summary>The name leads to an address that may not be called.</summary>
public sealed class ForbiddenAddressException() : IOException("The address leads into a network that may not be called.");
