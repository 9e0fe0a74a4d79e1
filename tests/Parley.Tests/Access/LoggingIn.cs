using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Storage;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access;

public sealed class LoggingIn
{
    [Fact]
    public async Task Goes_by_user_name_or_address()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var visitor = new Visitor(parley);

        await visitor.KeepAsync(await visitor.LogsInAsync("Ada", "ada's password"));
        await visitor.KeepAsync(await visitor.PostAsync("auth/login", new LogIn("ada's password", Email: "ADA@example.com")));
        await visitor.KeepAsync(await visitor.LogsInAsync("ada@example.com", "ada's password"));

        Assert.Equal(ada.User.Id, visitor.User.Id);
    }

    [Fact]
    public async Task Tells_an_unknown_name_and_a_wrong_password_alike()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var visitor = new Visitor(parley);

        await Refused.WithAsync(Errors.BadCredentials, visitor.LogsInAsync("ada", "wrong"));
        await Refused.WithAsync(Errors.BadCredentials, visitor.LogsInAsync("nobody", "wrong"));
        await Refused.WithAsync(Errors.BadCredentials, visitor.LogsInAsync("ada", "ada's password", "nowhere"));
        await Refused.WithAsync(Errors.ValidationFailed, visitor.PostAsync("auth/login", new LogIn("password")));
    }

    [Fact]
    public async Task Is_held_up_after_five_wrong_guesses_for_known_and_unknown_names_alike()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var visitor = new Visitor(parley);
        foreach (var name in new[] { "ada", "nobody" })
        {
            for (var i = 0; i < 5; i++)
                await Refused.WithAsync(Errors.BadCredentials, visitor.LogsInAsync(name, "wrong"));

            var held = await visitor.LogsInAsync(name, "wrong");
            Assert.Equal(HttpStatusCode.TooManyRequests, held.StatusCode);
            Assert.Equal("locked_out", await Person.CodeAsync(held));
            Assert.Equal(TimeSpan.FromSeconds(15), held.Headers.RetryAfter?.Delta);
        }
    }

    [Fact]
    public async Task Waits_longer_with_each_guess_and_ends_when_the_password_is_right()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var visitor = new Visitor(parley);
        for (var i = 0; i < 5; i++)
            await visitor.LogsInAsync("ada", "wrong");

        parley.Clock.Advance(TimeSpan.FromSeconds(15));
        await Refused.WithAsync(Errors.BadCredentials, visitor.LogsInAsync("ada", "wrong"));
        parley.Clock.Advance(TimeSpan.FromSeconds(15));
        await Refused.WithAsync(Errors.LockedOut, visitor.LogsInAsync("ada"));
        parley.Clock.Advance(TimeSpan.FromSeconds(15));
        await visitor.KeepAsync(await visitor.LogsInAsync("ada"));
        await Refused.WithAsync(Errors.BadCredentials, visitor.LogsInAsync("ada", "wrong"));
    }

    [Fact]
    public async Task Counts_guesses_that_come_at_once()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var visitor = new Visitor(parley);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => visitor.LogsInAsync("ada", $"guess {i}")));

        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized), 1, 6);
    }

    [Fact]
    public async Task Hashes_again_when_the_cost_has_risen()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        var before = await HashAsync(parley);

        await parley.RestartAsync("--Parley:PasswordIterations=2000");
        using var visitor = new Visitor(parley);
        await visitor.KeepAsync(await visitor.LogsInAsync("ada"));

        Assert.NotEqual(before, await HashAsync(parley));
        await visitor.KeepAsync(await visitor.LogsInAsync("ada"));
    }

    [Fact]
    public async Task A_disabled_account_is_told_so_only_with_the_right_password()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var bob = await Visitor.RegisteredAsync(parley, "bob");
        await ada.PatchAsync($"users/{bob.User.Id}", new UpdateUser(Disabled: true));
        using var visitor = new Visitor(parley);

        await Refused.WithAsync(Errors.BadCredentials, visitor.LogsInAsync("bob", "wrong"));
        await Refused.WithAsync(Errors.AccountDisabled, visitor.LogsInAsync("bob"));
    }

    private static async Task<string?> HashAsync(TestParley parley) =>
        await parley.Services.GetRequiredService<Database>().FindAsync($"select password_hash from users where username_key = {"ada"}", row => row.Text(0));
}
