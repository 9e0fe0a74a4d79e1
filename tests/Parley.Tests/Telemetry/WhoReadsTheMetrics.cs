using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Telemetry;

/// <summary>Who may read <c>/metrics</c>, by the setting; the safe answer is the default.</summary>
public sealed class WhoReadsTheMetrics
{
    private const string Token = "a-token-for-prometheus";

    [Fact]
    public async Task By_default_this_machine_and_administrators_of_main_and_nobody_else()
    {
        await using var parley = await TestParley.StartAsync();
        using var owner = await Visitor.RegisteredAsync(parley, "owner");
        using var member = await Visitor.RegisteredAsync(parley, "member");
        await owner.PostAsync("workspaces", new CreateWorkspace("elsewhere", "Elsewhere", Registration.Open));
        using var foreign = await Visitor.RegisteredAsync(parley, "foreign", "elsewhere");   // owns that one

        Assert.Equal(HttpStatusCode.OK, await AskAsync(parley, null));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(parley, null, ("Host", "localhost:9999")));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(parley, null, ("X-Forwarded-For", "127.0.0.1")));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(parley, null, ("Forwarded", "for=127.0.0.1")));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(parley, null, ("Host", "rebound.example")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(parley, owner, ("X-Forwarded-For", "192.0.2.1")));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(parley, member, ("X-Forwarded-For", "192.0.2.1")));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(parley, foreign, ("X-Forwarded-For", "192.0.2.1")));
    }

    [Fact]
    public async Task With_a_token_whoever_has_it_and_not_just_this_machine()
    {
        await using var parley = await TestParley.StartAsync("--Parley:Metrics:Access=token", $"--Parley:Metrics:Token={Token}");

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(parley, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(parley, null, ("Authorization", $"Bearer {Token}x")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(parley, null, ("Authorization", $"Bearer {Token}"), ("X-Forwarded-For", "192.0.2.1")));
    }

    [Theory]
    [InlineData("open", HttpStatusCode.OK)]
    [InlineData("off", HttpStatusCode.NotFound)]
    public async Task Open_is_for_everybody_and_off_is_for_nobody(string access, HttpStatusCode status)
    {
        await using var parley = await TestParley.StartAsync($"--Parley:Metrics:Access={access}");

        Assert.Equal(status, await AskAsync(parley, null, ("X-Forwarded-For", "192.0.2.1")));
    }

    [Theory]
    [InlineData("Parley:Metrics:Access", "--Parley:Metrics:Access=everybody")]
    [InlineData("Parley:Metrics:Token", "--Parley:Metrics:Token=short")]
    [InlineData("Parley:Metrics:Token", "--Parley:Metrics:Access=token")]
    [InlineData("Parley:Logs", "--Parley:Logs=xml")]
    [InlineData("Parley:Otlp:Endpoint", "--Parley:Otlp:Endpoint=collector")]
    [InlineData("Parley:Otlp:Protocol", "--Parley:Otlp:Endpoint=http://127.0.0.1:1", "--Parley:Otlp:Protocol=udp")]
    [InlineData("Parley:Otlp:TraceRatio", "--Parley:Otlp:Endpoint=http://127.0.0.1:1", "--Parley:Otlp:TraceRatio=2")]
    public async Task A_wrong_setting_stops_the_start_and_names_the_key(string key, params string[] settings) =>
        Assert.Equal(key, (await Assert.ThrowsAsync<SettingException>(() => TestParley.StartAsync(settings))).Key);

    private static async Task<HttpStatusCode> AskAsync(TestParley parley, Visitor? who, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(parley.Address, "/metrics"));
        if (who is not null)
            request.Headers.Authorization = who.Http.DefaultRequestHeaders.Authorization;
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
