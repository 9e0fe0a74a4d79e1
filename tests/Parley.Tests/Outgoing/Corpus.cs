using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Parley.Outgoing;
using Parley.Tests.House;

namespace Parley.Tests.Outgoing;

/// <summary>The addresses of <c>forbidden.txt</c>, and a world in which their names resolve and every connection is written down.</summary>
internal sealed class Corpus
{
    public const string Public = "93.184.216.34";

    private static readonly string[] Lines =
    [
        .. File.ReadAllLines(Path.Combine(TheWords.Root.FullName, "tests", "Parley.Tests", "Outgoing", "forbidden.txt"))
            .Where(line => line.Length > 0 && line[0] != '#'),
    ];

    private readonly Dictionary<string, IPAddress[]> _names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["public.example"] = [IPAddress.Parse(Public)],
        ["example.com"] = [IPAddress.Parse(Public)],
    };

    public Corpus()
    {
        foreach (var parts in Lines.Select(line => line.Split(" -> ")).Where(parts => parts.Length == 2))
            _names[parts[0]] = [.. parts[1].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)];

        Addresses = [.. Lines.Where(line => !line.Contains(" -> ", StringComparison.Ordinal))];
    }

    public IReadOnlyList<string> Addresses { get; }

    /// <summary>Every connection that was made, in order.</summary>
    public List<IPAddress> Connected { get; } = [];

    /// <summary>As the system would: addresses in any of their forms, then names.</summary>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        var name = host.TrimEnd('.').Trim('[', ']');
        return IPAddress.TryParse(name, out var address) ? Task.FromResult<IPAddress[]>([address])
            : _names.TryGetValue(name, out var addresses) ? Task.FromResult(addresses)
            : throw new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>The guard in this world; who is reached says <paramref name="answer"/>.</summary>
    public OutgoingHttp Guard(string answer = "HTTP/1.1 204 No Content\r\n\r\n", Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) => new(
        new ConfigurationBuilder().Build(), resolve ?? ResolveAsync, (addresses, _, _) =>
        {
            Connected.AddRange(addresses);
            return new(new OneAnswer(answer));
        });
}
