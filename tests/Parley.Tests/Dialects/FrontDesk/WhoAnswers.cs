using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Dialects.FrontDesk;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Dialects.FrontDesk;

/// <summary>The table of the front desk, case by case as worked out in the seeds' CONFLICTS.md.</summary>
public sealed class WhoAnswers
{
    private const string Opaque = "0123456789abcdef0123456789abcdef01234567";

    private static readonly string[] All = ["offchat", "spa-central", "mrm-chat", "aristay", "tenant-chat", "parley"];

    [Theory]
    [InlineData("/api/chat/conversations/", "Authorization: Token " + Opaque, "", "spa-central")]
    [InlineData("/api/chat/conversations/", "Authorization: Bearer a.b.c", "", "offchat")]
    [InlineData("/api/chat/conversations/", "", "", "offchat")]
    [InlineData("/api/chat/", "Accept: text/html,*/*", "", "aristay")]
    [InlineData("/api/chat/", "Accept: application/json", "", "spa-central")]
    [InlineData("/api/chat/", "", "", "spa-central")]
    [InlineData("/api/chat/messages/01a1fe98-1034-75e9-9cf2-7ad6cdac9b55/", "", "", "aristay")]
    [InlineData("/api/auth/login/", "", "{\"email\":\"a@x.test\",\"password\":\"x\"}", "spa-central")]
    [InlineData("/api/auth/login/", "", "{\"username\":\"a\",\"password\":\"x\"}", "offchat")]
    [InlineData("/api/auth/login/", "", "{\"username\":\"a\",\"email\":\"a@x.test\"}", "offchat")]
    [InlineData("/api/auth/login/", "", "not json", "offchat")]
    [InlineData("/api/token/", "", "", "aristay")]
    [InlineData("/api/token/refresh/", "", "", "aristay")]
    [InlineData("/api/users/", "", "", "mrm-chat")]
    [InlineData("/ws/chat/12/", "?token=" + Opaque, "", "spa-central")]
    [InlineData("/ws/chat/12/", "Cookie: sessionid=x", "", "mrm-chat")]
    [InlineData("/ws/chat/12/", "?token=a.b.c", "", "tenant-chat")]
    [InlineData("/ws/chat/12/", "", "", "mrm-chat")]
    [InlineData("/ws/chat/default-tenant/", "?token=a.b.c", "", "tenant-chat")]
    [InlineData("/ws/chat/01a1fe98-1034-75e9-9cf2-7ad6cdac9b55/", "?token=a.b.c", "", "tenant-chat")]
    [InlineData("/ws/chat/01a1fe98-1034-75e9-9cf2-7ad6cdac9b55/", "", "", "tenant-chat")]
    [InlineData("/ws", "?token=a.b.c", "", "parley")]
    [InlineData("/ws/", "?token=a.b.c", "", "parley")]
    public async Task By_what_the_caller_shows(string path, string shown, string body, string expected)
    {
        await using var parley = await TestParley.StartAsync();
        Assert.Equal(expected, await AskAsync(parley, path, shown, body));
    }

    [Theory]
    [InlineData("aristay", "aristay")]
    [InlineData("offchat", "offchat")]
    [InlineData("tenant-chat", "aristay")]
    [InlineData(null, "aristay")]
    public async Task For_a_conversation_by_the_system_through_which_it_was_begun(string? origin, string expected)
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var room = await parley.ConversationAsync(ada);
        await parley.DatabaseOf().WriteAsync(async transaction =>
            await transaction.WriteAsync($"update conversations set origin = {origin} where id = {room}"), TestContext.Current.CancellationToken);

        Assert.Equal(expected, await AskAsync(parley, $"/ws/chat/{room}/", $"?token={ada.Token}", ""));
        Assert.Equal(expected, await AskAsync(parley, $"/ws/chat/{room}/", "", ""));   // whoever asks: it refuses who is not in it
    }

    [Fact]
    public async Task Of_those_that_are_spoken_only()
    {
        await using var parley = await TestParley.StartAsync();
        var desk = new SharedPaths(parley.Services.GetRequiredService<RowNumbers>());
        Assert.Equal("offchat", await desk.ChooseAsync(Request("/api/users/", "", ""), ["offchat", "tenant-chat"]));
    }

    private static async Task<string> AskAsync(TestParley parley, string path, string shown, string body) =>
        await new SharedPaths(parley.Services.GetRequiredService<RowNumbers>()).ChooseAsync(Request(path, shown, body), All);

    private static DefaultHttpContext Request(string path, string shown, string body)
    {
        var http = new DefaultHttpContext();
        http.Request.Path = path;
        if (shown.StartsWith('?'))
            http.Request.QueryString = new QueryString(shown);
        else if (shown.Length > 0)
            http.Request.Headers[shown[..shown.IndexOf(':', StringComparison.Ordinal)]] = shown[(shown.IndexOf(':', StringComparison.Ordinal) + 2)..];

        if (body.Length > 0)
        {
            var bytes = Encoding.UTF8.GetBytes(body);
            (http.Request.Body, http.Request.ContentLength, http.Request.ContentType) = (new MemoryStream(bytes), bytes.Length, "application/json");
        }

        return http;
    }
}
