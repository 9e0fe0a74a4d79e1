using System.Globalization;
using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Access.RateLimits;

/// <summary>Limits hold whichever way one comes, say how long to wait, and the wait is enough.</summary>
public sealed class AskingTooMuch
{
    private static readonly string[] SlowWrites = ["--Parley:RateLimits:Person:Write:PerSecond=2", "--Parley:RateLimits:Person:Write:AtOnce=20"];

    [Fact]
    public async Task Requests_tokens_and_sockets_of_one_person_share_one_budget()
    {
        await using var parley = await TestParley.StartAsync(SlowWrites);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);   // the first write
        var sockets = new[] { await ada.OpensAsync(), await ada.OpensAsync(), await ada.OpensAsync() };
        var token = (await Person.ReadAsync<TokenView>(await ada.PostAsync("tokens", new CreateToken("bot")))).Token!;   // the second
        using var bot = new HttpClient { BaseAddress = ada.Http.BaseAddress, DefaultRequestHeaders = { Authorization = new("Token", token) } };

        var sent = 0;
        for (var second = 0; second <= 60; second++)
        {
            foreach (var socket in sockets)
                sent += await SendsAsync(socket, lobby) + await SendsAsync(socket, lobby);
            sent += await PostsAsync(ada.Http, lobby) + await PostsAsync(bot, lobby);
            parley.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(sent, (20 - 2 + 120) * 0.9, (20 - 2 + 120) * 1.1);
        await grace.SaysAsync(lobby, "which is nobody else's");
    }

    [Fact]
    public async Task A_refusal_says_how_long_to_wait_and_that_is_enough()
    {
        await using var parley = await TestParley.StartAsync(SlowWrites);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var answer = await ada.PostsAsync(lobby, "1");
        Assert.Equal("\"write-person\";q=20;w=10", Said(answer, "RateLimit-Policy"));
        Assert.Equal("\"write-person\";r=18;t=1", Said(answer, "RateLimit"));
        while (answer.IsSuccessStatusCode)
            answer = await ada.PostsAsync(lobby, "more");

        await Refused.WithAsync(Errors.RateLimited, Task.FromResult(answer));
        Assert.Equal("\"write-person\";r=0;t=10", Said(answer, "RateLimit"));
        var socket = await ada.OpensAsync();
        var frame = await socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"by socket\"");
        Assert.Equal(("rate_limited", 1), (frame.GetProperty("code").GetString(), frame.GetProperty("retry_after").GetInt32()));
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);

        parley.Clock.Advance(TimeSpan.FromSeconds(1));
        await ada.SaysAsync(lobby, "after the wait");
        await SucceedsAsync(ada.AsksForAsync("me"));   // reading has a budget of its own
    }

    [Fact]
    public async Task A_call_that_names_many_counts_as_many()
    {
        await using var parley = await TestParley.StartAsync(SlowWrites);
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);

        await SucceedsAsync(ada.AddsAsync(lobby, [.. Enumerable.Range(0, 100).Select(i => $"external:guest-{i}")]));
        var refused = await ada.PostsAsync(lobby, "and now?");

        await Refused.WithAsync(Errors.RateLimited, Task.FromResult(refused));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 39, 42);   // 82 too many, 2 a second
        parley.Clock.Advance(refused.Headers.RetryAfter.Delta.Value);
        await ada.SaysAsync(lobby, "now");
    }

    [Fact]
    public async Task Guessing_and_signing_up_are_limited_by_address_whoever_is_named()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Address:Auth:AtOnce=30");
        using var visitor = new Visitor(parley);

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 40; i++)
            answers.Add(await visitor.LogsInAsync($"somebody-{i}", "a guess at a password"));

        Assert.Equal(30, answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(10, answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests));
        await Refused.WithAsync(Errors.RateLimited, visitor.RegistersAsync("newcomer"));
    }

    [Fact]
    public async Task Sockets_of_one_person_are_bounded_and_a_place_is_free_again_when_one_closes()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Sockets:PerPerson=3");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var open = new[] { await ada.OpensAsync(), await ada.OpensAsync(), await ada.OpensAsync() };

        using var fourth = await PersonSocket.ConnectAsync(parley.Address, $"?token={ada.Token}");
        Assert.Equal(CloseCodes.TooMany, await fourth.ClosedAsync());
        await grace.OpensAsync();

        var closed = Presence.Lines.NextClosedAsync(parley);
        await open[0].ClosesAsync();
        await closed;
        for (var i = 0; ; i++)
        {
            // Its place is given back right after presence knows.
            using var next = await PersonSocket.ConnectAsync(parley.Address, $"?token={ada.Token}");
            var answer = await Task.WhenAny(next.NextAsync(), next.ClosedAsync());
            if (answer is Task<System.Text.Json.JsonElement> { IsCompletedSuccessfully: true })
                break;

            Assert.True(i < 50, "No place became free.");
        }
    }

    [Fact]
    public async Task Sockets_and_handshakes_of_one_address_are_bounded()
    {
        await using var parley = await TestParley.StartAsync(
            "--Parley:RateLimits:Sockets:PerAddress=4", "--Parley:RateLimits:Address:Handshake:AtOnce=8", "--Parley:RateLimits:Address:Handshake:PerSecond=1");
        for (var i = 0; i < 4; i++)
            await parley.Person($"Guest {i}").OpensAsync();

        for (var i = 0; i < 4; i++)
        {
            using var crowded = await HostileSocket.HandshakeAsync(parley.Address, "/ws");
            Assert.StartsWith("HTTP/1.1 429", crowded.Answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Retry-After", crowded.Answer, StringComparison.Ordinal);   // nobody knows when a place is free
        }

        using var hurried = await HostileSocket.HandshakeAsync(parley.Address, "/ws");
        Assert.True(hurried.Answer.Contains("Retry-After: 1\r\n", StringComparison.Ordinal), hurried.Answer);
    }

    [Fact]
    public async Task Where_limits_are_off_nothing_is_said_of_them()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);

        var answer = await parley.Person("Ada").AsksForAsync("me");

        Assert.False(answer.Headers.Contains("RateLimit"));
        Assert.False(answer.Headers.Contains("RateLimit-Policy"));
    }

    private static string Said(HttpResponseMessage answer, string header) => answer.Headers.GetValues(header).Single();

    private static async Task<int> SendsAsync(PersonSocket socket, ConversationId lobby)
    {
        var answer = await socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"x\"");
        return answer.GetProperty("type").GetString() == "ack" ? 1 : 0;
    }

    private static async Task<int> PostsAsync(HttpClient http, ConversationId lobby) =>
        (await http.PostAsync(string.Create(CultureInfo.InvariantCulture, $"conversations/{lobby}/messages"), Person.Json(new SendMessageBody("x"))))
            .IsSuccessStatusCode ? 1 : 0;
}
