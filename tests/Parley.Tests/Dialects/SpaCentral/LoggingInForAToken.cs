using System.Net;
using System.Text;
using System.Text.Json;
using Parley.Access.ApiTokens;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Dialects.SpaCentral;

/// <summary>A log-in that gives a token: no session beside it, no heap of tokens, and no more guesses than elsewhere.</summary>
public sealed class LoggingInForAToken
{
    [Fact]
    public async Task Leaves_no_session_and_keeps_the_newest_tokens_only()
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        var sessions = await SessionsAsync(parley);
        var tokens = new List<string>();
        for (var i = 0; i <= LogInForTokenHandler.Kept; i++)
            tokens.Add((await LogInAsync(parley, "ada's password")).Token!);

        Assert.Equal(sessions, await SessionsAsync(parley));
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(parley, tokens[0]));
        Assert.All(tokens[1..], token => Assert.Matches("^[0-9a-f]{40}$", token));
        Assert.Equal(HttpStatusCode.OK, await MeAsync(parley, tokens[1]));
        Assert.Equal(HttpStatusCode.OK, await MeAsync(parley, tokens[^1]));
    }

    [Fact]
    public async Task Ends_by_itself_after_thirty_days()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        var token = (await LogInAsync(parley, "ada's password")).Token!;
        parley.Clock.Advance(LogInForTokenHandler.Lifetime - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await MeAsync(parley, token));

        parley.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(parley, token));
    }

    [Fact]
    public async Task Counts_wrong_passwords_together_with_every_other_log_in()
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await LogInAsync(parley, "a guess")).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await LogInAsync(parley, "ada's password")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ada.With().LogsInAsync("ada")).StatusCode);
    }

    private static async Task<(HttpStatusCode Status, string? Token)> LogInAsync(TestParley parley, string password)
    {
        using var http = new HttpClient();
        using var body = new StringContent($$"""{"email":"ada@example.com","password":"{{password}}"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(parley.Address, "/spa-central/api/auth/login/"), body, TestContext.Current.CancellationToken);
        var json = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (answer.StatusCode, json.TryGetProperty("token", out var token) ? token.GetString() : null);
    }

    private static async Task<HttpStatusCode> MeAsync(TestParley parley, string token)
    {
        using var http = BesideOurOwn.Http(parley, $"Token {token}");
        using var answer = await http.GetAsync("api/users/me/", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static ValueTask<long> SessionsAsync(TestParley parley) => parley.DatabaseOf().NumberAsync($"select count(*) from sessions");
}
