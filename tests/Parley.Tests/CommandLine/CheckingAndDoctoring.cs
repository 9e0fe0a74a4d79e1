using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Storage;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.CommandLine;

/// <summary>Seed 002's self-check (<c>test_chat</c>), and what the doctor finds.</summary>
[SupportedOSPlatform("linux")]
public sealed class CheckingAndDoctoring
{
    [Fact]
    public async Task The_check_of_a_stopped_server_plays_everything_and_leaves_nobody_behind_who_could_sign_in()
    {
        using var keeper = Operator.Somewhere();
        await keeper.DoesAsync("user", "add", "ada");

        var said = await keeper.DoesAsync("check");
        await keeper.DoesAsync("check");   // and again, with the people of the first time

        foreach (var step in (string[])["users", "conversation", "live", "sending", "reading", "outsiders", "tidying up", "database file", "numbers without holes", "audit chain"])
            Assert.Contains($"OK      {step}: ", said.Output, StringComparison.Ordinal);
        Assert.Contains("0 wrong", said.Output, StringComparison.Ordinal);
        Assert.Single((await keeper.DoesAsync("user", "list")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var people = (await keeper.DoesAsync("user", "list", "--workspace", "parley-check")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, people.Length);
        Assert.All(people, line => Assert.EndsWith("(disabled)", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_check_finds_a_hole_in_the_numbers_and_an_altered_audit_entry()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var keeper = new Operator(parley.DataDirectory);
        await keeper.DoesAsync("user", "add", "grace");
        await ada.SaysAsync(lobby, "one");
        await ada.SaysAsync(lobby, "two");
        Assert.Equal(0, (await keeper.RunAsync("check")).Code);

        await parley.DatabaseOf().WriteAsync(async transaction =>
        {
            await transaction.WriteAsync($"delete from messages where content = {"one"}");
            await transaction.WriteAsync($"update audit_entries set subject = {"user:somebody-else"} where action = {"user.create"} and n = 1");
        }, default);
        var said = await keeper.RunAsync("check", "--json");

        Assert.Equal(1, said.Code);
        var wrong = JsonElement.Parse(said.Output).GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("level").GetString() == "error").Select(finding => finding.GetProperty("what").GetString());
        Assert.Equal(["numbers without holes", "audit chain"], wrong);
    }

    [Fact]
    public async Task The_check_from_afar_signs_people_up_and_disables_them_again()
    {
        await using var parley = await TestParley.StartAsync();
        using var owner = await Visitor.RegisteredAsync(parley, "owner");
        using var elsewhere = Operator.Somewhere();
        var token = (await Person.ReadAsync<TokenView>(await owner.PostAsync("tokens", new CreateToken("check")))).Token!;

        await elsewhere.DoesAsync("check", "--server", parley.Address.ToString(), "--token", token);

        var people = (await owner.GetAsync<Listing<UserView>>("users?query=check-")).Items;
        Assert.All(people, person => Assert.True(person.Disabled));
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere.Data));
    }

    [Fact]
    public async Task The_doctor_names_every_wrong_setting_and_not_just_the_first()
    {
        using var keeper = Operator.Somewhere();

        var said = await keeper.RunAsync(
            "doctor", "--Parley:RateLimits:Enabled=maybe", "--Parley:Metrics:Access=all", "--Parley:Outgoing:AllowedNetworks:0=here", "--Parley:Otlp:Endpoint=nowhere");

        Assert.Equal(2, said.Code);
        foreach (var key in (string[])["Parley:RateLimits:Enabled", "Parley:Metrics:Access", "Parley:Outgoing:AllowedNetworks:0", "Parley:Otlp:Endpoint"])
            Assert.Contains($"→ {key}", said.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(keeper.Data));
    }

    [Fact]
    public async Task The_doctor_names_a_taken_port_a_mail_server_that_is_away_and_an_open_door_without_TLS()
    {
        using var keeper = Operator.Somewhere();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var nobody = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        var said = await DoctorAsync(keeper, $"http://localhost:{port};http://0.0.0.0:0", "--Parley:Smtp:Host=127.0.0.1", $"--Parley:Smtp:Port={nobody}",
            "--Parley:Smtp:From=a@example.org", "--Parley:Smtp:PublicUrl=https://chat.example.org");

        Assert.Equal(2, said.Code);
        Assert.Contains($"{port} is in use by another program → urls", said.Output, StringComparison.Ordinal);
        Assert.Contains("without TLS", said.Output, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{nobody} cannot be reached", said.Output, StringComparison.Ordinal);
        Assert.Contains("→ Parley:TrustedProxies:0", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_names_keys_that_others_may_read_a_newer_database_and_a_directory_that_is_none()
    {
        using var keeper = Operator.Somewhere();
        await keeper.DoesAsync("user", "add", "ada");
        File.SetUnixFileMode(Path.Combine(keeper.Data, "keys"), (UnixFileMode)0b111_101_101);
        using (var session = new SqliteSession(Path.Combine(keeper.Data, "parley.db"), writes: true))
            session.Execute("insert into migrations (number, name, applied_at) values (9999, 'of the future', 0)");

        var said = await keeper.RunAsync("doctor");
        var nowhere = await keeper.RunAsync("doctor", "--Parley:DataDirectory=/dev/null/below");

        Assert.Contains("others may read", said.Output, StringComparison.Ordinal);
        Assert.Contains("newer version", said.Output, StringComparison.Ordinal);
        Assert.Equal(2, said.Code);
        Assert.Equal(2, nowhere.Code);
    }

    [Fact]
    public async Task The_doctor_looks_beside_a_running_server_without_disturbing_it()
    {
        await using var parley = await TestParley.StartAsync();
        await parley.ConversationAsync(parley.Person("Ada"));

        var said = await new Operator(parley.DataDirectory).RunAsync("doctor");

        Assert.True(said.Code is 0 or 1, said.Output);   // programs of this machine may be missing
        Assert.Contains("OK      sqlite: ", said.Output, StringComparison.Ordinal);
        Assert.Equal(StorageState.Ready, parley.Services.GetRequiredService<Database>().State);
    }

    private static async Task<Said> DoctorAsync(Operator keeper, string urls, params string[] settings)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await Parley.Server.CommandLine.Commands.RunAsync(
            ["doctor", $"--Parley:DataDirectory={keeper.Data}", $"--urls={urls}", .. settings],
            new Parley.Server.CommandLine.Terminal(output, errors, TextReader.Null), default);
        return new(code, output.ToString(), errors.ToString());
    }
}
