using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.LinkPreviews;
using Parley.Outgoing;
using Xunit;

namespace Parley.Tests.Outgoing;

/// <summary>The guard against being sent where one must not go (SSRF): every address of the corpus, by every way, 0 connections.</summary>
public sealed class CallingWhatOthersName
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public void The_corpus_has_more_than_three_hundred_addresses() => Assert.InRange(new Corpus().Addresses.Count, 300, 10_000);

    [Fact]
    public async Task No_address_of_the_corpus_is_connected_to()
    {
        var corpus = new Corpus();
        using var guard = corpus.Guard();

        foreach (var address in corpus.Addresses)
            Assert.False(await IsAnsweredAsync(guard, address), address);

        Assert.Empty(corpus.Connected);
        Assert.True(await IsAnsweredAsync(guard, "http://public.example/"));   // and the world of the test does answer
        Assert.Equal([IPAddress.Parse(Corpus.Public)], corpus.Connected);
    }

    [Fact]
    public async Task No_link_to_the_corpus_is_followed()
    {
        var corpus = new Corpus();
        using var guard = corpus.Guard("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 22\r\n\r\n<title>reached</title>");
        var fetcher = Fetcher(guard);

        foreach (var url in corpus.Addresses.Select(Links.Address).OfType<string>())
            Assert.True(await fetcher.PageAsync(url, Never) is null, url);

        Assert.Empty(corpus.Connected);
        Assert.Equal("reached", (await fetcher.PageAsync("http://public.example/", Never))?.Title);
    }

    [Fact]
    public async Task No_redirect_to_the_corpus_is_followed()
    {
        var here = IPAddress.Parse(Corpus.Public);
        await Parallel.ForEachAsync(new Corpus().Addresses.Where(a => a.All(char.IsAscii)), Never, async (address, _) =>
        {
            var corpus = new Corpus();
            using var guard = corpus.Guard($"HTTP/1.1 302 Found\r\nLocation: {address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

            Assert.Null(await Fetcher(guard).PageAsync("http://public.example/", Never));

            // What is no address of its own leads back to who said it, at most so often.
            Assert.All(corpus.Connected, connected => Assert.Equal(here, connected));
            Assert.InRange(corpus.Connected.Count, 1, LinkFetcher.Redirects + 1);
        });
    }

    [Fact]
    public async Task A_name_that_changes_its_mind_is_checked_each_time_and_never_asked_twice_for_one_call()
    {
        var corpus = new Corpus();
        var asked = 0;
        using var guard = corpus.Guard("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", (_, _) =>
            Task.FromResult<IPAddress[]>([IPAddress.Parse(asked++ == 0 ? Corpus.Public : "127.0.0.1")]));

        Assert.True(await IsAnsweredAsync(guard, "http://rebinding.test/"));
        Assert.Equal(1, asked);
        Assert.False(await IsAnsweredAsync(guard, "http://rebinding.test/"));
        Assert.Equal([IPAddress.Parse(Corpus.Public)], corpus.Connected);
    }

    [Fact]
    public async Task A_listener_on_this_machine_is_reached_under_no_name()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var guard = new OutgoingHttp(new ConfigurationBuilder().Build());

        foreach (var host in new[] { "127.0.0.1", "localhost", "localhost.", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "[::ffff:127.0.0.1]", "[::1]", "①②⑦.⓪.⓪.①", Dns.GetHostName() })
            Assert.False(await IsAnsweredAsync(guard, $"http://{host}:{port}/"), host);

        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task A_network_that_the_owner_allows_is_called_and_no_other()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var guard = new OutgoingHttp(Allowing("127.0.0.0/8"));

        var call = guard.Client.GetAsync(new Uri($"http://127.0.0.1:{port}/"), TestContext.Current.CancellationToken);
        using var reached = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await reached.ReceiveAsync(new byte[4096], TestContext.Current.CancellationToken);
        await reached.SendAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);   // who closes without a word is called again
        using var answer = await call;
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);

        Assert.False(await IsAnsweredAsync(guard, $"http://[::1]:{port}/"));
        Assert.False(await IsAnsweredAsync(guard, $"http://10.0.0.1:{port}/"));
        Assert.False(listener.Pending());
    }

    [Fact]
    public void A_network_that_is_none_stops_the_start() => Assert.Throws<SettingException>(() => new OutgoingHttp(Allowing("everything")));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.1")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("168.63.129.15")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:800::200e")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("::ffff:8.8.8.8")]
    public void The_public_Internet_may_be_called(string address) => Assert.True(PublicAddresses.Contain(IPAddress.Parse(address)), address);

    private static LinkFetcher Fetcher(OutgoingHttp guard) => new(guard, TimeProvider.System, NullLogger<LinkFetcher>.Instance);

    private static IConfiguration Allowing(string network) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Parley:Outgoing:AllowedNetworks:0"] = network }).Build();

    private static async Task<bool> IsAnsweredAsync(OutgoingHttp guard, string address)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            using var answer = await guard.Client.GetAsync(address, soon.Token);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException or NotSupportedException or UriFormatException)
        {
            return false;
        }
    }
}
