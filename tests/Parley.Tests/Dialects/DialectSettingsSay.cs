using System.Net;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Dialects;

public sealed class DialectSettingsSay
{
    [Theory]
    [InlineData("", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("--Parley:Dialects:Root=", HttpStatusCode.Forbidden, HttpStatusCode.NotFound)]
    [InlineData("--Parley:Dialects:Enabled=", HttpStatusCode.NotFound, HttpStatusCode.NotFound)]
    public async Task Whether_a_dialect_is_spoken_and_whether_at_the_root(string setting, HttpStatusCode below, HttpStatusCode atRoot)
    {
        await using var parley = await TestParley.StartAsync(setting.Length == 0 ? [] : [setting]);
        using var http = new HttpClient();

        Assert.Equal(below, (await http.GetAsync(new Uri(parley.Address, "/mrm-chat/api/chats/"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(atRoot, (await http.GetAsync(new Uri(parley.Address, "/api/chats/"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("--Parley:Dialects:Enabled=klingon", "Parley:Dialects:Enabled")]
    [InlineData("--Parley:Dialects:Root=klingon", "Parley:Dialects:Root")]
    [InlineData("--Parley:Dialects:Emails=perhaps", "Parley:Dialects:Emails")]
    public async Task A_wrong_one_stops_the_start_by_its_name(string setting, string key)
    {
        var wrong = await Assert.ThrowsAsync<SettingException>(() => TestParley.StartAsync(setting));
        Assert.Contains(key, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_people_see_each_others_addresses_by_it()
    {
        await using var parley = await TestParley.StartAsync("--Parley:Dialects:Emails=false");
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var mia = await Visitor.RegisteredAsync(parley, "mia");
        var made = await mia.Http.PostAsync(
            new Uri(parley.Address, "/mrm-chat/api/chats/"), new StringContent("""{"name":"Lab","participant_usernames":["ada"]}""", null, "application/json"),
            TestContext.Current.CancellationToken);

        Assert.DoesNotContain("ada@example.com", await made.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Which_document_describes_it()
    {
        await using var parley = await TestParley.StartAsync();
        using var http = new HttpClient();
        foreach (var dialect in Parley.Dialects.DialectsSetup.All)
        {
            var document = await http.GetStringAsync(new Uri(parley.Address, $"/openapi/{dialect.Name}.json"), TestContext.Current.CancellationToken);
            Assert.Contains($"\"/{dialect.Name}/api/", document, StringComparison.Ordinal);
        }

        var own = await http.GetStringAsync(new Uri(parley.Address, "/openapi/v1.json"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("mrm-chat", own, StringComparison.Ordinal);
    }
}
