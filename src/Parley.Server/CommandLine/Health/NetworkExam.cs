using System.Net;
using System.Net.Sockets;

namespace Parley.Server.CommandLine.Health;

/// <summary>Where the server listens and what it calls: ports, TLS, proxies, the mail server, the collector.</summary>
internal static class NetworkExam
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(IConfiguration configuration, bool serverRuns, Findings findings, CancellationToken ct)
    {
        var addresses = (configuration["urls"] ?? "http://localhost:5000").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var address in addresses)
            LookAtAddress(address, configuration, serverRuns, findings);

        LookAtPublicAddress(configuration, addresses, findings);
        await ReachAsync("mail", configuration["Parley:Smtp:Host"], PortOfMail(configuration), "Parley:Smtp:Host", findings, ct);
        if (Uri.TryCreate(configuration["Parley:Otlp:Endpoint"] ?? configuration["OTEL_EXPORTER_OTLP_ENDPOINT"], UriKind.Absolute, out var collector))
            await ReachAsync("collector", collector.Host, collector.Port, "Parley:Otlp:Endpoint", findings, ct);
    }

    private static void LookAtAddress(string address, IConfiguration configuration, bool serverRuns, Findings findings)
    {
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            findings.Error("address", $"\"{address}\" is none, such as http://localhost:5080", "urls");
            return;
        }

        if (parsed.IsUnixPipe || parsed.IsNamedPipe)
            return;

        var local = parsed.Host == "localhost" || (IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
        if (!serverRuns && parsed.Port != 0)
            TryPort(address, parsed, local, findings);
        if (!local && parsed.Scheme == "http" && !configuration.GetSection("Parley:TrustedProxies").GetChildren().Any())
            findings.Warn("tls", $"{address} is open to the network without TLS: passwords and messages can be read on the way, unless a proxy in front speaks https", "urls");
    }

    private static void TryPort(string address, BindingAddress parsed, bool local, Findings findings)
    {
        var host = local ? IPAddress.Loopback : IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var given) ? given : IPAddress.IPv6Any;
        try
        {
            using var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (host.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = true;
            socket.Bind(new IPEndPoint(host, parsed.Port));
            findings.Ok("port", $"{parsed.Port} is free");
        }
        catch (SocketException exception)
        {
            findings.Error("port", exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"{parsed.Port} is in use by another program",
                SocketError.AccessDenied => $"{parsed.Port} may not be used by this user",
                SocketError.AddressNotAvailable => $"{address} is no address of this machine",
                _ => $"{address}: {exception.Message}",
            }, "urls");
        }
    }

    // Links in mails tell under which name people come here.
    private static void LookAtPublicAddress(IConfiguration configuration, string[] addresses, Findings findings)
    {
        var key = configuration["Parley:PublicUrl"] is { Length: > 0 } ? "Parley:PublicUrl" : "Parley:Smtp:PublicUrl";
        if (!Uri.TryCreate(configuration[key], UriKind.Absolute, out var address) || address.IsLoopback)
            return;

        if (address.Scheme == "http")
            findings.Warn("tls", $"people come by {address} without TLS", key);
        if (address.Scheme == "https" && !addresses.Any(one => one.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            && !configuration.GetSection("Parley:TrustedProxies").GetChildren().Any())
            findings.Warn("proxy", "a proxy in front ends TLS, and none is trusted: everybody seems to come from its address, and shares its limits", "Parley:TrustedProxies:0");
    }

    private static int PortOfMail(IConfiguration configuration) => int.TryParse(configuration["Parley:Smtp:Port"], out var port)
        ? port
        : configuration["Parley:Smtp:Security"] switch { "none" => 25, "tls" => 465, _ => 587 };

    private static async Task ReachAsync(string what, string? host, int port, string setting, Findings findings, CancellationToken ct)
    {
        if (host is null or "")
            return;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, patience.Token);
            findings.Ok(what, $"{host}:{port} answers");
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            findings.Error(what, $"{host}:{port} cannot be reached: {(exception is SocketException ? exception.Message : "no answer within 3 s")}", setting);
        }
    }
}
