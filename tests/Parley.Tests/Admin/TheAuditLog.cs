using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Admin;

public sealed class TheAuditLog
{
    [Fact]
    public async Task Names_every_deed_that_somebody_may_ask_for_later()
    {
        await using var office = await Office.OpenAsync();
        using var ada = await Visitor.RegisteredAsync(office.Parley, "ada");
        using var grace = await Visitor.RegisteredAsync(office.Parley, "grace");
        using var guesser = new Visitor(office.Parley);
        for (var i = 0; i < 6; i++)
            await guesser.LogsInAsync("grace", "a wrong guess");
        await guesser.LogsInAsync("a-password-in-the-wrong-field", "another");
        await ada.KeepAsync(await ada.LogsInAsync("ada"));
        var token = await Person.ReadAsync<TokenView>(await ada.PostAsync("tokens", new CreateToken("tool")));
        await Doings.SucceedsAsync(ada.DeleteAsync($"tokens/{token.Id}"));
        await Doings.SucceedsAsync(ada.PatchAsync("me", new UpdateMe(NewPassword: "a new password", CurrentPassword: "ada's password")));

        var room = (await Person.ReadAsync<ConversationView>(await ada.PostAsync(
            "conversations", new CreateConversation(ConversationType.Group, "Room", MemberIds: [$"{grace.User.Id}"])))).Id;
        var said = await Person.ReadAsync<MessageView>(await grace.PostAsync($"conversations/{room}/messages", new SendMessageBody("hm")));
        await Doings.SucceedsAsync(ada.DeleteAsync($"messages/{said.Id}"));
        await Doings.SucceedsAsync(ada.PatchAsync($"conversations/{room}", new UpdateConversation(Visibility: Visibility.Public)));
        await Doings.SucceedsAsync(ada.PatchAsync($"conversations/{room}/members/{grace.User.Id}", new UpdateMember(MemberRole.Moderator)));
        await Doings.SucceedsAsync(ada.PatchAsync($"conversations/{room}/members/{grace.User.Id}", new UpdateMember(Status: MemberStatus.Banned)));
        await Doings.SucceedsAsync(ada.PatchAsync($"conversations/{room}/members/{grace.User.Id}", new UpdateMember(Status: MemberStatus.Left)));
        await Doings.SucceedsAsync(grace.PostAsync($"conversations/{room}/join"));
        await Doings.SucceedsAsync(ada.DeleteAsync($"conversations/{room}/members/{grace.User.Id}"));
        await Doings.SucceedsAsync(grace.PostAsync($"conversations/{room}/join"));
        await Doings.SucceedsAsync(ada.PostAsync($"conversations/{room}/transfer", new TransferOwnership($"{grace.User.Id}")));
        await Doings.SucceedsAsync(grace.DeleteAsync($"conversations/{room}"));
        await Doings.SucceedsAsync(ada.PostAsync("auth/logout-all"));
        await Doings.SucceedsAsync(office.Root.PatchAsync($"users/{ada.User.Id}", new UpdateUser(WorkspaceRole.Admin)));
        await Doings.SucceedsAsync(office.Root.PostAsync("workspaces", new CreateWorkspace("annex", "Annex")));
        await Doings.SucceedsAsync(office.Root.PatchAsync("workspaces/main", new UpdateWorkspace("Head office", Registration.Invite)));

        var deeds = await office.DeedsAsync();
        Assert.Equal(
        [
            "user.register", "user.register", "user.register", "login.failure", "login.failure", "login.failure", "login.failure", "login.failure",
            "login.locked_out", "login.failure", "login.success", "token.create", "token.revoke", "user.password", "message.delete",
            "conversation.update", "member.role", "member.ban", "member.unban", "member.kick", "member.transfer", "conversation.delete",
            "login.log_out_all", "user.update", "workspace.create", "workspace.update",
        ], deeds);

        var all = await (await office.Root.GetAsync("admin/audit?limit=200")).TextAsync();
        foreach (var secret in (string[])["guess", "wrong-field", "new password", token.Token!, "hm\""])
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        var last = (await office.AuditAsync("?action=workspace.update")).Items[0];
        Assert.Equal("\"Main → Head office\"", last.Details!.Value.GetProperty("name").GetRawText());
        Assert.Equal("changed", last.Details!.Value.GetProperty("invite_code").GetString());
        Assert.Equal((office.Root.User.Id, "127.0.0.1", $"workspace:{last.Subject[10..]}"), (last.ActorId!.Value, last.Address, last.Subject));
        Assert.True((await office.GetAsync<AuditCheck>("audit/verify")).Intact);
    }

    [Fact]
    public async Task Is_searched_by_actor_action_subject_address_time_and_text()
    {
        await using var office = await Office.OpenAsync();
        var ada = office.Person("Ada");
        await office.PromoteAsync(ada, WorkspaceRole.Admin);
        await Doings.SucceedsAsync(ada.PatchAsync($"admin/users/{ada.Id}", new AdminUpdateUser(AccountType: "staff")));
        office.Parley.Clock.Advance(TimeSpan.FromMinutes(10));
        var later = office.Parley.Clock.GetUtcNow();
        await Doings.SucceedsAsync(ada.PatchAsync($"admin/users/{ada.Id}", new AdminUpdateUser(AccountType: "student")));

        Assert.Equal(2, (await office.AuditAsync($"?actor={ada.Id}")).Items.Count);
        Assert.Equal(3, (await office.AuditAsync("?action=user.u")).Items.Count);
        Assert.Equal(3, (await office.AuditAsync($"?subject=user:{ada.Id}")).Items.Count);
        Assert.Equal(4, (await office.AuditAsync("?address=127.0.0.1")).Items.Count);
        Assert.Empty((await office.AuditAsync("?address=192.0.2.1")).Items);
        Assert.Single((await office.AuditAsync($"?from={later:yyyy-MM-ddTHH:mm:ssZ}")).Items);
        Assert.Equal(3, (await office.AuditAsync($"?to={later:yyyy-MM-ddTHH:mm:ssZ}")).Items.Count);
        Assert.Single((await office.AuditAsync("?query=STUDENT")).Items);
        var first = await office.AuditAsync("?limit=3");
        Assert.Equal("user.register", Assert.Single((await office.AuditAsync($"?limit=3&cursor={first.NextCursor}")).Items).Action);
    }

    [Theory]
    [InlineData("update audit_entries set action = 'nothing' where n = 5", 5)]
    [InlineData("update audit_entries set address = null where n = 1", 1)]
    [InlineData("update audit_entries set at = at + 1 where n = 9", 9)]
    [InlineData("update audit_entries set actor_n = 77 where n = 3", 3)]
    [InlineData("update audit_entries set data = null where n = 4", 4)]
    [InlineData("update audit_entries set subject = subject || 'x' where n = 10", 10)]
    [InlineData("delete from audit_entries where n = 1", 2)]
    [InlineData("delete from audit_entries where n = 6", 7)]
    [InlineData("delete from audit_entries where n = 10", 9)]
    [InlineData("delete from audit_entries where n > 4", 4)]
    [InlineData("delete from audit_entries", 0)]
    [InlineData("update audit_entries set n = case n when 4 then -5 else -4 end where n in (4, 5); update audit_entries set n = -n where n < 0", 4)]
    [InlineData("insert into audit_entries (workspace_n, actor_n, action, subject, at, hash) select workspace_n, 1, 'user.update', 'user:x', at, hash from audit_entries where n = 10", 11)]
    public async Task Whoever_changes_it_in_the_database_is_found_out(string tampering, long brokenAt)
    {
        await using var office = await Office.OpenAsync();
        var ada = office.Person("Ada");
        await ada.IdAsync();
        for (var i = 0; i < 9; i++)
            await Doings.SucceedsAsync(office.Root.PatchAsync($"admin/users/{ada.Id}", new AdminUpdateUser(AccountType: i % 2 == 0 ? "staff" : "student")));
        Assert.Equal((true, 10), await office.GetAsync<AuditCheck>("audit/verify") is var whole ? (whole.Intact, whole.Entries) : default);

        await office.SqlAsync(tampering);

        var check = await office.GetAsync<AuditCheck>("audit/verify");
        Assert.Equal((false, brokenAt), (check.Intact, check.BrokenAt!.Value));
        Assert.NotNull(check.Problem);
    }

    [Fact]
    public async Task Is_exported_as_lines_that_anybody_can_check()
    {
        await using var office = await Office.OpenAsync();
        var ada = office.Person("Ada");
        await ada.IdAsync();
        await Task.WhenAll(Enumerable.Range(0, 1_200).Select(i =>
            office.Root.PatchAsync($"admin/users/{ada.Id}", new AdminUpdateUser(DisplayName: $"Ada {i}"))));

        var answer = await office.Root.GetAsync("admin/audit/export");
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.TextAsync()).TrimEnd('\n').Split('\n').Select(line => JsonSerializer.Deserialize(line, WireJson.Wire.AuditEntryView)!).ToList();

        Assert.Equal(1_202, lines.Count);
        Assert.Equal(lines.Select(l => l.N).Order(), lines.Select(l => l.N));
        Assert.Equal(("audit.export", office.Root.User.Id), (lines[^1].Action, lines[^1].ActorId!.Value));
        Assert.True((await office.GetAsync<AuditCheck>("audit/verify")).Intact);
    }

    [Fact]
    public async Task Says_once_a_day_in_the_log_where_it_ends_or_that_it_is_broken()
    {
        var log = new HeardLog();
        await using var parley = await TestParley.StartAsync(log);
        using var root = await Visitor.RegisteredAsync(parley, "root");
        var chore = (Parley.Admin.AuditAnchor)parley.Services.GetService(typeof(Parley.Admin.AuditAnchor))!;

        await chore.RunNowAsync(CancellationToken.None);

        Assert.Contains(log.Lines, line => line.Contains("has 1 entries and ends in", StringComparison.Ordinal));
    }
}
