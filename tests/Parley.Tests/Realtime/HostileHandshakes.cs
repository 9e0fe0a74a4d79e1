using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Realtime;

/// <summary>What is no handshake, and who does not say who they are.</summary>
public sealed class HostileHandshakes
{
    private const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

    [Theory]
    [InlineData("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8")]
    [InlineData("Sec-WebSocket-Version: 13\r\n", "")]
    [InlineData(Key, "Sec-WebSocket-Key: short")]
    [InlineData(Key + "\r\n", "")]
    [InlineData(Key, Key + "\r\n" + Key)]
    [InlineData("Upgrade: websocket", "Upgrade: h2c")]
    [InlineData("Upgrade: websocket\r\n", "")]
    [InlineData("Connection: Upgrade", "Connection: close")]
    [InlineData("GET ", "POST ")]
    public async Task What_is_no_handshake_is_refused(string good, string bad)
    {
        var log = new HeardLog();
        await using var parley = await TestParley.StartAsync(log);

        using var socket = await HostileSocket.HandshakeAsync(
            parley.Address, $"/ws?token={parley.Person("Ada").Token}", request => request.Replace(good, bad, StringComparison.Ordinal));

        Assert.StartsWith("HTTP/1.1 40", socket.Answer, StringComparison.Ordinal);
        Assert.Empty(log.Errors);
    }

    [Fact]
    public async Task A_handshake_that_stops_half_way_holds_up_nobody()
    {
        await using var parley = await TestParley.StartAsync();
        var halves = new List<HostileSocket>();
        for (var i = 0; i < 100; i++)
        {
            halves.Add(await HostileSocket.ConnectAsync(parley.Address));
            await halves[^1].SendAsync("GET /ws HTTP/1.1\r\nHost: here\r\nUpgra"u8.ToArray());
        }

        await parley.Person("Ada").OpensAsync();
        halves.ForEach(h => h.Dispose());
    }

    [Fact]
    public async Task Whoever_has_not_said_who_they_are_within_ten_seconds_is_sent_away()
    {
        await using var parley = await TestParley.StartAsync();
        using var silent = await HostileSocket.HandshakeAsync(parley.Address, "/ws");
        using var slow = await HostileSocket.HandshakeAsync(parley.Address, "/ws");
        await slow.SendAsync(HostileSocket.Frame(HostileSocket.Text, "{\"type\":"u8));   // one that has begun, and never ends
        using var quick = await PersonSocket.ConnectAsync(parley.Address, "");
        await quick.SendsAsync($$"""{"type":"authenticate","token":"{{parley.Person("Ada").Token}}"}""");
        await quick.HearsAsync<ConnectionEstablished>();

        parley.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(CloseCodes.NotAuthenticated, await silent.ClosedAsync());
        Assert.Equal(CloseCodes.NotAuthenticated, await slow.ClosedAsync());
        Assert.Equal("pong", (await quick.AsksAsync("ping")).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"type":"authenticate"}""")]
    [InlineData("""{"type":"authenticate","token":null}""")]
    [InlineData("""{"type":"authenticate","token":7}""")]
    [InlineData("""{"type":"authenticate","token":"wrong"}""")]
    [InlineData("""{"type":"authenticate","token":"\ud800"}""")]
    [InlineData("""{"type":"send_message","token":"x"}""")]
    [InlineData("""[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]""")]
    public async Task A_first_frame_that_is_no_sign_in_is_sent_away(string frame)
    {
        var log = new HeardLog();
        await using var parley = await TestParley.StartAsync(log);
        using var stranger = await HostileSocket.HandshakeAsync(parley.Address, "/ws");

        await stranger.SendAsync(frame);

        Assert.Equal(CloseCodes.NotAuthenticated, await stranger.ClosedAsync());
        Assert.Empty(log.Errors);
    }

    [Theory]
    [InlineData(HostileSocket.Fin | HostileSocket.Binary, 100, 1003)]
    [InlineData(HostileSocket.Fin | HostileSocket.Text, 70_000, 1009)]
    [InlineData(HostileSocket.Fin | 0x3, 5, 1002)]
    public async Task A_first_frame_that_is_hostile_is_closed_like_any_other(byte first, int length, int code)
    {
        var log = new HeardLog();
        await using var parley = await TestParley.StartAsync(log);
        using var stranger = await HostileSocket.HandshakeAsync(parley.Address, "/ws");

        await stranger.SendAsync(HostileSocket.Frame(first, new byte[length]));

        Assert.Equal(code, await stranger.ClosedAsync());
        Assert.Empty(log.Errors);
    }
}
