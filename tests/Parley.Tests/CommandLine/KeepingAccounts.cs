using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.CommandLine;

/// <summary>Accounts, tokens and keys by the command line, on a stopped server's data and beside a running one.</summary>
[SupportedOSPlatform("linux")]
public sealed class KeepingAccounts
{
    [Fact]
    public async Task An_account_made_before_the_first_start_owns_the_install_and_signs_in()
    {
        using var keeper = Operator.Somewhere();
        var made = await keeper.DoesAsync("user", "add", "ada", "--email", "ada@example.org", "--type", "staff");
        var password = made.After("Password: ");

        await using var server = await ServerProcess.StartAsync(keeper.Data);
        using var http = new HttpClient { BaseAddress = new Uri(server.Address, "/api/v1/") };
        var signedIn = await Person.ReadAsync<SignedIn>(await http.PostAsync("auth/login", Person.Json(new LogIn(password, "ada"))));

        Assert.Equal((WorkspaceRole.Owner, "staff", "ada@example.org"), (signedIn.User.Role, signedIn.User.AccountType, signedIn.User.Email));
        Assert.Equal(22, password.Length);
    }

    [Fact]
    public async Task Beside_a_running_server_a_disabled_account_loses_its_socket_at_once()
    {
        await using var parley = await TestParley.StartAsync();
        var keeper = new Operator(parley.DataDirectory);
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var bob = await Visitor.RegisteredAsync(parley, "bob");
        using var socket = await bob.OpensAsync();

        await keeper.DoesAsync("user", "disable", "bob");

        Assert.Equal<int?>(CloseCodes.AccountDisabled, await socket.ClosedAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await bob.GetAsync("me")).StatusCode);
        await keeper.DoesAsync("user", "enable", "bob@example.com");
        Assert.Equal(HttpStatusCode.OK, (await bob.LogsInAsync("bob")).StatusCode);
        Assert.Contains("ada", (await keeper.DoesAsync("user", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_ends_the_log_ins_and_is_the_one_that_holds()
    {
        await using var parley = await TestParley.StartAsync();
        var keeper = new Operator(parley.DataDirectory);
        using var ada = await Visitor.RegisteredAsync(parley, "ada");

        var said = await keeper.TypeAsync("another good one\n", "user", "password", "ada", "--password-stdin");

        Assert.Equal(0, said.Code);
        Assert.DoesNotContain("another", said.Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ada.GetAsync("me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ada.LogsInAsync("ada")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ada.LogsInAsync("ada", "another good one")).StatusCode);
    }

    [Fact]
    public async Task A_token_can_do_what_its_scopes_say_until_it_is_taken_back()
    {
        await using var parley = await TestParley.StartAsync();
        var keeper = new Operator(parley.DataDirectory);
        using var ada = await Visitor.RegisteredAsync(parley, "ada");

        var token = (await keeper.DoesAsync("token", "add", "ada", "--name", "reader", "--scopes", "read", "--expires", "30d")).Output.Trim();
        using var reader = ada.With($"Token {token}");
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("me")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync("conversations", new CreateConversation(ConversationType.Group))).StatusCode);

        await keeper.DoesAsync("token", "revoke", "ada", "--name", "reader");
        Assert.Equal(HttpStatusCode.Unauthorized, (await reader.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task New_keys_sign_from_now_on_and_nobody_is_logged_out()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");

        var kid = (await new Operator(parley.DataDirectory).DoesAsync("keys", "rotate")).Output.Split(' ')[1];

        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync("me")).StatusCode);
        var fresh = await ada.KeepAsync(await ada.RefreshesAsync());
        Assert.Contains(kid, System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(fresh.AccessToken.Split('.')[0])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "user", "add", "a b")]
    [InlineData("in use", "user", "add", "ada")]
    [InlineData("Password", "user", "add", "eve", "--password", "short")]
    [InlineData("account_type is one of", "user", "add", "eve", "--type", "wizard")]
    [InlineData("no workspace", "user", "add", "eve", "--workspace", "nowhere")]
    [InlineData("no user \"nobody\"", "user", "disable", "nobody")]
    [InlineData("last owner", "user", "disable", "ada")]
    [InlineData("scopes are", "token", "add", "ada", "--scopes", "all")]
    [InlineData("--expires is", "token", "add", "ada", "--expires", "soon")]
    [InlineData("run out", "token", "add", "ada", "--expires", "2020-01-01")]
    public async Task What_cannot_be_done_is_one_sentence_and_exit_code_1(string sentence, params string[] words)
    {
        using var keeper = Operator.Somewhere();
        await keeper.DoesAsync("user", "add", "ada");

        var said = await keeper.RunAsync(words);

        Assert.Equal(1, said.Code);
        Assert.Contains(sentence, said.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Single(said.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData(64, "usr")]
    [InlineData(64, "user")]
    [InlineData(64, "user", "add")]
    [InlineData(64, "user", "add", "ada", "--emial", "x")]
    [InlineData(64, "user", "add", "ada", "--role", "god")]
    [InlineData(64, "pack-archive")]
    [InlineData(78, "user", "list")]
    [InlineData(78, "backup", "/tmp/never-made.tar.gz")]
    [InlineData(78, "user", "list", "--Parley:Database=nonsense")]
    public async Task Words_that_make_no_command_and_wrong_settings_have_codes_of_their_own(int code, params string[] words)
    {
        using var keeper = Operator.Somewhere();

        var said = await keeper.RunAsync(words);

        Assert.Equal(code, said.Code);
        Assert.Single(said.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(Directory.EnumerateFileSystemEntries(keeper.Data));   // nothing was made by a mistake
    }

    [Fact]
    public async Task The_list_as_JSON_is_the_protocols_own()
    {
        using var keeper = Operator.Somewhere();
        await keeper.DoesAsync("user", "add", "ada");

        var list = JsonElement.Parse((await keeper.DoesAsync("user", "list", "--json")).Output);

        Assert.Equal("ada", list.GetProperty("items")[0].GetProperty("username").GetString());
    }

    [Fact]
    public async Task Deeds_of_the_command_line_are_in_the_audit_log_and_the_control_socket_is_for_its_user_only()
    {
        await using var parley = await TestParley.StartAsync();
        var keeper = new Operator(parley.DataDirectory);
        await keeper.DoesAsync("user", "add", "ada", "--password", "a good password");
        await keeper.DoesAsync("token", "add", "ada");

        var actions = await parley.DatabaseOf().QueryAsync($"select action from audit_entries where actor_n = 0 order by n", row => row.Text(0));

        Assert.Equal(["user.create", "token.create"], actions);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(parley.DataDirectory, "control")));
    }
}
