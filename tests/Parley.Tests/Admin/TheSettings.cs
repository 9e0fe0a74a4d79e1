using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Admin;

public sealed class TheSettings
{
    [Fact]
    public async Task Each_shows_its_value_and_source_and_secrets_show_nothing()
    {
        Environment.SetEnvironmentVariable("Parley__Outgoing__AllowedNetworks__3", "10.77.0.0/16");
        try
        {
            await using var office = await Office.OpenAsync("--Parley:RestoreDays=12", "--Parley:Push:GatewayUrl=https://me:hush@push.example.org/");
            await Doings.SucceedsAsync(office.Root.PatchAsync("workspaces/main", new UpdateWorkspace(InviteCode: "come-in-friend")));
            var seen = await office.GetAsync<SettingsView>("settings");

            Assert.Equal(("12", "command_line"), Server("Parley:RestoreDays"));
            Assert.Equal(("sqlite", "file"), Server("Parley:Database"));
            Assert.Equal(("10.77.0.0/16", "environment"), Server("Parley:Outgoing:AllowedNetworks:3"));
            Assert.Equal(("•••", "command_line"), Server("Parley:TrustedIssuers:0:Secret"));
            Assert.Equal("https://•••@push.example.org/", Server("Parley:Push:GatewayUrl").Value);
            Assert.Equal("1000", Server("Parley:PasswordIterations").Value);
            Assert.Equal(("12", "command_line"), Workspace("settings.restore_days"));
            Assert.Equal(("true", "default"), Workspace("settings.admin_reads_messages"));
            Assert.Equal(("•••", "workspace"), Workspace("invite_code"));
            var text = await (await office.Root.GetAsync("admin/settings")).TextAsync();
            foreach (var secret in (string[])[TestParley.Secret, "hush", "come-in-friend"])
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);

            await office.Root.PatchAsync("workspaces/main", new UpdateWorkspace(Settings: System.Text.Json.JsonElement.Parse("""{"restore_days":2}""")));
            seen = await office.GetAsync<SettingsView>("settings");
            Assert.Equal(("2", "workspace"), Workspace("settings.restore_days"));

            var admin = office.Person("Admin");
            await office.PromoteAsync(admin, WorkspaceRole.Admin);
            Assert.Empty((await admin.GetAsync<SettingsView>("admin/settings")).Server);

            (string? Value, string Source) Server(string name) => seen.Server.Single(s => s.Name == name) is var s ? (s.Value, s.Source) : default;
            (string? Value, string Source) Workspace(string name) => seen.Workspace.Single(s => s.Name == name) is var s ? (s.Value, s.Source) : default;
        }
        finally
        {
            Environment.SetEnvironmentVariable("Parley__Outgoing__AllowedNetworks__3", null);
        }
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("3651")]
    public async Task A_wrong_number_of_days_stops_the_start(string days)
    {
        var wrong = await Assert.ThrowsAnyAsync<SettingException>(() => TestParley.StartAsync($"--Parley:RestoreDays={days}"));

        Assert.Contains("Parley:RestoreDays", wrong.Message, StringComparison.Ordinal);
    }
}
