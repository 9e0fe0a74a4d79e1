using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Admin;

public sealed class ReadingMessages
{
    [Fact]
    public async Task Messages_are_read_by_time_conversation_author_text_and_deletion_and_each_reading_is_noted()
    {
        await using var office = await Office.OpenAsync();
        var (ada, grace) = (office.Person("Ada"), office.Person("Grace"));
        var lobby = await office.Parley.ConversationAsync(ada, grace);
        var other = (await ada.CreatesAsync(new(ConversationType.Group, "Other"))).Id;
        await ada.SaysAsync(lobby, "Morning");
        office.Parley.Clock.Advance(TimeSpan.FromMinutes(5));
        var noon = office.Parley.Clock.GetUtcNow();
        await grace.SaysAsync(lobby, "noon, ÄRGER");
        await ada.SaysAsync(other, "elsewhere");
        office.Parley.Clock.Advance(TimeSpan.FromMinutes(5));
        var night = office.Parley.Clock.GetUtcNow();
        var slip = await ada.SaysAsync(lobby, "slip");
        await Doings.SucceedsAsync(ada.DeletesAsync(slip.Id));

        Assert.Equal(["", "elsewhere", "noon, ÄRGER", "Morning"], await TextsAsync(""));
        Assert.Equal(["elsewhere", "noon, ÄRGER"], await TextsAsync($"?from={noon:yyyy-MM-ddTHH:mm:ssZ}&to={night:yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.Equal(["", "noon, ÄRGER", "Morning"], await TextsAsync($"?conversation_id={lobby}"));
        Assert.Equal(["noon, ÄRGER"], await TextsAsync($"?user_id={grace.Id}"));
        Assert.Equal(["noon, ÄRGER"], await TextsAsync("?query=ärger"));
        Assert.Equal([""], await TextsAsync("?deleted=true"));
        Assert.Equal(["elsewhere", "noon, ÄRGER", "Morning"], await TextsAsync("?deleted=false"));
        Assert.True(Assert.Single((await office.GetAsync<Listing<AdminMessageView>>("messages?deleted=true")).Items).Restorable);

        var paged = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await office.GetAsync<Listing<AdminMessageView>>($"messages?limit=1{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            paged.AddRange(page.Items.Select(m => m.Message.Content));
            cursor = page.NextCursor;
        }

        Assert.Equal(["", "elsewhere", "noon, ÄRGER", "Morning"], paged);
        var noted = (await office.AuditAsync("?action=messages.read&query=ärger")).Items;
        Assert.Equal("ärger", Assert.Single(noted).Details!.Value.GetProperty("query").GetString());
        Assert.Equal(12, (await office.AuditAsync("?action=messages.read")).Items.Count);

        async Task<string[]> TextsAsync(string query) =>
            [.. (await office.GetAsync<Listing<AdminMessageView>>($"messages{query}")).Items.Select(m => m.Message.Content)];
    }

    [Fact]
    public async Task A_workspace_can_forbid_it()
    {
        await using var office = await Office.OpenAsync();
        var lobby = await office.Parley.ConversationAsync(office.Person("Ada"));
        await office.Person("Ada").SaysAsync(lobby, "private");
        await Doings.SucceedsAsync(office.Root.PatchAsync("workspaces/main", new UpdateWorkspace(
            Settings: System.Text.Json.JsonElement.Parse("""{"admin_reads_messages":false}"""))));

        await Refused.WithAsync(Errors.Forbidden, office.Root.GetAsync("admin/messages"));
        Assert.Equal("null → false", (await office.AuditAsync("?action=workspace.update")).Items[0].Details!.Value.GetProperty("settings.admin_reads_messages").GetString());
    }

    [Fact]
    public async Task Hostile_filters_are_answered_and_find_only_themselves()
    {
        await using var office = await Office.OpenAsync();
        var lobby = await office.Parley.ConversationAsync(office.Person("Ada"));
        await office.Person("Ada").SaysAsync(lobby, "plain");
        string[] hostile = ["'", "\"", "%", "_", "' or 1=1 --", "!", "!!%", "\\", "*", "(", ")", "\u202e", "🦊", ";drop table users", new string('*', 150)];
        string[] lists = ["users", "conversations", "messages", "audit"];
        foreach (var list in lists)
        {
            foreach (var text in hostile)
            {
                var answer = await office.Root.GetAsync($"admin/{list}?query={Uri.EscapeDataString(text)}");
                Assert.True(answer.IsSuccessStatusCode, $"{list} {text}: {answer.StatusCode}");
            }

            Assert.Equal(400, (int)(await office.Root.GetAsync($"admin/{list}?query=a%00b")).StatusCode);
            Assert.Equal(400, (int)(await office.Root.GetAsync($"admin/{list}?query={new string('x', 5_000)}")).StatusCode);
            Assert.Equal(400, (int)(await office.Root.GetAsync($"admin/{list}?limit=100000")).StatusCode);
            Assert.Equal(400, (int)(await office.Root.GetAsync($"admin/{list}?cursor=-1'")).StatusCode);
        }

        foreach (var wrong in (string[])["users?role=god", "users?state=x", "users?sort=password_hash", "conversations?type=1", "messages?from=yesterday",
            "messages?conversation_id=1", "messages?deleted=perhaps", "statistics?from=2026-13-01", "statistics?from=2020-01-01&to=2026-01-01", "audit?from=x"])
            Assert.Equal(400, (int)(await office.Root.GetAsync($"admin/{wrong}")).StatusCode);
        await Refused.WithAsync(Errors.UserNotFound, office.Root.GetAsync("admin/audit?actor=nobody"));
        Assert.Empty((await office.GetAsync<Listing<AdminUserView>>("users?query=%25")).Items);
    }
}
