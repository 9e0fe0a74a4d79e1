using Parley.Audit;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Moderation;

/// <summary>Each decision does what it says in one commit, is told, is noted in the audit log, and can be taken back.</summary>
public sealed class DecidingOnReports
{
    [Fact]
    public async Task A_deletion_takes_the_message_away_and_is_noted()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, mallory, lobby, report) = await SceneAsync(parley);

        var resolved = await Person.ReadAsync<ReportView>(await ada.ResolvesAsync(report.Id, ReportAction.DeleteMessage, "spam"));

        Assert.Equal((ReportState.Resolved, ReportAction.DeleteMessage, ada.Id, "spam"), (resolved.State, resolved.Action, resolved.ResolvedBy, resolved.Note));
        Assert.NotNull((await grace.LooksAtAsync(report.MessageId!.Value)).DeletedAt);
        Assert.Contains($"\"sender_id\":\"{mallory.Id}\"", Assert.Single(await parley.AuditAsync(AuditActions.MessageDeleted)), StringComparison.Ordinal);
        Assert.StartsWith($"report.resolve report:{report.Id}", Assert.Single(await parley.AuditAsync(AuditActions.ReportResolved)), StringComparison.Ordinal);
        Assert.Equal(3, (await ada.LooksAtAsync(lobby)).MemberCount);
    }

    [Fact]
    public async Task A_warning_reaches_its_person_live_and_later_and_does_not_say_who_reported()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, mallory, _, report) = await SceneAsync(parley);
        await mallory.OpensAsync();

        await SucceedsAsync(ada.ResolvesAsync(report.Id, ReportAction.Warn, "please stop"));

        var heard = (await mallory.Socket.HeardSoFarAsync()).OfType<WarningReceived>().Single();
        Assert.Equal(("please stop", report.MessageId), (heard.Warning.Note, heard.Warning.MessageId));
        var text = await (await mallory.AsksForAsync("me/warnings")).TextAsync();
        Assert.Contains("please stop", text, StringComparison.Ordinal);
        Assert.DoesNotContain(grace.Id.ToString(), text, StringComparison.Ordinal);
        Assert.Empty((await grace.GetAsync<Listing<WarningView>>("me/warnings")).Items);
        Assert.Single(await parley.AuditAsync(AuditActions.PersonWarned));
    }

    [Fact]
    public async Task A_kick_and_a_ban_remove_the_member_and_a_ban_can_be_lifted()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, mallory, lobby, report) = await SceneAsync(parley);
        await SucceedsAsync(ada.MakesAsync(MemberRole.Moderator, lobby, grace));

        await SucceedsAsync(grace.ResolvesAsync(report.Id, ReportAction.Kick));
        await Refused.WithAsync(Errors.Forbidden, mallory.PostsAsync(lobby, "am I out?"));
        await SucceedsAsync(mallory.JoinsAsync(lobby));
        var again = await grace.ReportsAsync(report.MessageId!.Value).ReportedAsync();
        await SucceedsAsync(ada.ResolvesAsync(again.Id, ReportAction.Ban));
        await Refused.WithAsync(Errors.Banned, mallory.JoinsAsync(lobby));
        await SucceedsAsync(grace.LiftsTheBanAsync(lobby, mallory));
        await SucceedsAsync(mallory.JoinsAsync(lobby));

        foreach (var action in new[] { AuditActions.MemberKicked, AuditActions.MemberBanned, AuditActions.BanLifted })
            Assert.StartsWith($"{action} user:{mallory.Id}", Assert.Single(await parley.AuditAsync(action)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moderator_removes_nobody_as_high_as_themselves_and_disables_no_account()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, mallory, lobby, report) = await SceneAsync(parley);
        await SucceedsAsync(ada.MakesAsync(MemberRole.Moderator, lobby, grace));
        await SucceedsAsync(ada.MakesAsync(MemberRole.Moderator, lobby, mallory));

        await Refused.WithAsync(Errors.Forbidden, grace.ResolvesAsync(report.Id, ReportAction.Ban));
        await Refused.WithAsync(Errors.Forbidden, grace.ResolvesAsync(report.Id, ReportAction.Kick));
        await Refused.WithAsync(Errors.Forbidden, ada.ResolvesAsync(report.Id, ReportAction.Disable));

        Assert.Equal(ReportState.Open, Assert.Single(await ada.QueueAsync()).State);   // nothing of a refused decision is kept
        Assert.Empty(await parley.AuditAsync(AuditActions.ReportResolved));
    }

    [Fact]
    public async Task An_administrator_disables_the_account_whose_sockets_close_and_enables_it_again()
    {
        await using var parley = await TestParley.StartAsync();
        var eve = parley.Person("Eve");
        await parley.AdministersAsync(eve);
        var (_, grace, mallory, _, _) = await SceneAsync(parley);
        var socket = await mallory.OpensAsync();
        var report = await grace.ReportsAsync(mallory).ReportedAsync();

        await Refused.WithAsync(Errors.ValidationFailed, eve.ResolvesAsync(report.Id, ReportAction.Kick));
        await Refused.WithAsync(Errors.ValidationFailed, eve.ResolvesAsync(report.Id, ReportAction.DeleteMessage));
        await SucceedsAsync(eve.ResolvesAsync(report.Id, ReportAction.Disable));

        Assert.Equal(CloseCodes.AccountDisabled, await socket.ClosedAsync());
        await Refused.WithAsync(Errors.AccountDisabled, mallory.AsksForAsync("me"));
        Assert.Single(await parley.AuditAsync(AuditActions.AccountDisabled));
        await SucceedsAsync(eve.PatchAsync($"users/{mallory.Id}", new UpdateUser(Disabled: false)));
        await SucceedsAsync(mallory.AsksForAsync("me"));
    }

    [Fact]
    public async Task An_administrator_of_another_workspace_sees_and_decides_nothing()
    {
        await using var parley = await TestParley.StartAsync();
        using var root = await Visitor.RegisteredAsync(parley, "root");
        await Person.ReadAsync<WorkspaceView>(await root.PostAsync("workspaces", new CreateWorkspace("elsewhere", "Elsewhere")));
        using var other = await Visitor.RegisteredAsync(parley, "other", "elsewhere");
        var (_, _, _, _, report) = await SceneAsync(parley);

        Assert.Empty((await other.GetAsync<Listing<ReportView>>("moderation/reports")).Items);
        await Refused.WithAsync(Errors.NotFound, other.GetAsync($"moderation/reports/{report.Id}"));
        await Refused.WithAsync(Errors.NotFound, other.PostAsync($"moderation/reports/{report.Id}/resolve", new ResolveReport(ReportAction.Dismiss)));
        Assert.Single((await root.GetAsync<Listing<ReportView>>("moderation/reports")).Items);
    }

    [Fact]
    public async Task Of_two_decisions_at_once_one_counts()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, _, lobby, report) = await SceneAsync(parley);
        await SucceedsAsync(ada.MakesAsync(MemberRole.Moderator, lobby, grace));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            (i % 2 == 0 ? ada : grace).ResolvesAsync(report.Id, i % 2 == 0 ? ReportAction.Dismiss : ReportAction.Kick)));

        Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.Single(await parley.AuditAsync(AuditActions.ReportResolved));
    }

    /// <summary>Ada's public group with Grace, and Mallory whose message Grace has reported.</summary>
    private static async Task<(Person Ada, Person Grace, Person Mallory, ConversationId Lobby, ReportView Report)> SceneAsync(TestParley parley)
    {
        var (ada, grace, mallory) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Mallory"));
        var lobby = await parley.PublicGroupAsync(ada, grace, mallory);
        var spam = await mallory.SaysAsync(lobby, "spam");
        return (ada, grace, mallory, lobby, await grace.ReportsAsync(spam.Id).ReportedAsync());
    }
}
