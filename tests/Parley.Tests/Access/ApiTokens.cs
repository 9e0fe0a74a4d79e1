using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access;

public sealed class ApiTokens
{
    [Fact]
    public async Task Are_forty_hex_digits_shown_once_and_open_rest_and_socket()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");

        var made = await MakeAsync(ada, new CreateToken("bot"));
        using var bot = ada.With($"Token {made.Token}");
        using var socket = await PersonSocket.OpenAsync(parley.Address, "", options => options.SetRequestHeader("Authorization", $"token {made.Token}"));

        Assert.Matches("^[0-9a-f]{40}$", made.Token);
        Assert.Equal(["read", "write", "admin"], made.Scopes);
        Assert.Equal(ada.User.Id, (await bot.GetAsync<UserView>("me")).Id);
        var listed = Assert.Single((await ada.GetAsync<Listing<TokenView>>("tokens")).Items);
        Assert.Null(listed.Token);
        Assert.Equal(parley.Clock.GetUtcNow(), listed.LastUsedAt);
    }

    [Fact]
    public async Task Note_their_use_once_a_minute()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var bot = ada.With($"Token {(await MakeAsync(ada, new CreateToken("bot"))).Token}");
        var first = parley.Clock.GetUtcNow();
        await bot.GetAsync<UserView>("me");

        parley.Clock.Advance(TimeSpan.FromSeconds(59));
        await bot.GetAsync<UserView>("me");
        Assert.Equal(first, (await ada.GetAsync<Listing<TokenView>>("tokens")).Items[0].LastUsedAt);

        parley.Clock.Advance(TimeSpan.FromSeconds(1));
        await bot.GetAsync<UserView>("me");
        Assert.Equal(first.AddMinutes(1), (await ada.GetAsync<Listing<TokenView>>("tokens")).Items[0].LastUsedAt);
    }

    [Fact]
    public async Task That_may_only_read_write_nothing_over_rest_or_socket()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        var made = await MakeAsync(ada, new CreateToken("reader", ["read"]));
        using var reader = ada.With($"Token {made.Token}");
        using var socket = await PersonSocket.OpenAsync(parley.Address, $"?token={made.Token}");

        await reader.GetAsync<UserView>("me");
        await Refused.WithAsync(Errors.ScopeMissing, reader.PatchAsync("me", new UpdateMe(DisplayName: "Eve")));
        await Refused.WithAsync(Errors.ScopeMissing, reader.PostAsync("auth/logout-all"));
        var answer = await socket.AsksAsync("update_presence", "\"status\":\"busy\"");
        Assert.Equal("scope_missing", answer.GetProperty("code").GetString());
        Assert.Equal("pong", (await socket.AsksAsync("ping")).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Without_the_admin_scope_administer_nothing_and_make_no_stronger_ones()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var bob = await Visitor.RegisteredAsync(parley, "bob");
        using var bot = ada.With($"Token {(await MakeAsync(ada, new CreateToken("bot", ["read", "write"]))).Token}");

        await Refused.WithAsync(Errors.Forbidden, bot.PatchAsync($"users/{bob.User.Id}", new UpdateUser(Disabled: true)));
        await Refused.WithAsync(Errors.Forbidden, bot.PostAsync("workspaces", new CreateWorkspace("school", "School")));
        await Refused.WithAsync(Errors.Forbidden, bot.PatchAsync("workspaces/main", new UpdateWorkspace("Mine")));
        await Refused.WithAsync(Errors.ScopeMissing, bot.PostAsync("tokens", new CreateToken("stronger", ["admin"])));
        Assert.Equal(["read", "write"], (await MakeAsync(bot, new CreateToken("as strong"))).Scopes);
    }

    [Fact]
    public async Task End_by_date_and_when_taken_back()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        var now = parley.Clock.GetUtcNow();
        using var shortLived = ada.With($"Token {(await MakeAsync(ada, new CreateToken("short", ExpiresAt: now.AddMinutes(5)))).Token}");
        var made = await MakeAsync(ada, new CreateToken("long"));
        using var longLived = ada.With($"Token {made.Token}");
        await shortLived.GetAsync<UserView>("me");

        parley.Clock.Advance(TimeSpan.FromMinutes(5));
        await Refused.WithAsync(Errors.NotSignedIn, shortLived.GetAsync("me"));
        await longLived.GetAsync<UserView>("me");
        using var socket = await PersonSocket.OpenAsync(parley.Address, $"?token={made.Token}");

        Assert.Equal(HttpStatusCode.NoContent, (await ada.DeleteAsync($"tokens/{made.Id}")).StatusCode);
        await Refused.WithAsync(Errors.NotSignedIn, longLived.GetAsync("me"));
        Assert.Equal(CloseCodes.SessionEnded, await socket.ClosedAsync());
    }

    [Fact]
    public async Task Belong_to_their_maker_alone()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var bob = await Visitor.RegisteredAsync(parley, "bob");
        var made = await MakeAsync(ada, new CreateToken("bot"));

        await Refused.WithAsync(Errors.NotFound, bob.DeleteAsync($"tokens/{made.Id}"));
        Assert.Empty((await bob.GetAsync<Listing<TokenView>>("tokens")).Items);
    }

    [Theory]
    [InlineData("Token 0123456789012345678901234567890123456789")]
    [InlineData("Token x")]
    [InlineData("Bearer 0123456789012345678901234567890123456789")]
    [InlineData("Basic YWRhOmFkYQ==")]
    public async Task Made_up_are_refused(string authorization)
    {
        await using var parley = await TestParley.StartAsync();
        using var visitor = new Visitor(parley, authorization);

        await Refused.WithAsync(Errors.NotSignedIn, visitor.GetAsync("me"));
    }

    private static async Task<TokenView> MakeAsync(Visitor visitor, CreateToken command) =>
        await Person.ReadAsync<TokenView>(await visitor.PostAsync("tokens", command));
}
