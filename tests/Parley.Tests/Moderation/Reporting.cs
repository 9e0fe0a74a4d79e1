using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Moderation;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Moderation;

public sealed class Reporting
{
    [Fact]
    public async Task Moderators_hear_of_a_report_and_read_the_message_as_it_was_although_it_is_deleted()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, mallory, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Mallory"), parley.Person("Eve"));
        await parley.AdministersAsync(eve);
        var lobby = await parley.ConversationAsync(ada, grace, mallory);
        foreach (var person in new[] { ada, grace, mallory, eve })
            await person.OpensAsync();
        var insult = await mallory.SaysAsync(lobby, "an insult");

        var report = await grace.ReportsAsync(insult.Id, ReportReason.Harassment, "look at this").ReportedAsync();
        await SucceedsAsync(mallory.EditsAsync(insult.Id, "a compliment"));
        await SucceedsAsync(mallory.DeletesAsync(insult.Id));

        foreach (var moderator in new[] { ada, eve })
        {
            Assert.Equal(report, (await HeardSoFarAsync<ReportCreated>(moderator)).Single().Report);
            Assert.Equal([report], await moderator.QueueAsync());
            var seen = await moderator.GetAsync<ReportView>($"moderation/reports/{report.Id}");
            Assert.Equal(("an insult", null), (seen.Message!.Content, seen.Message.EditedAt));
            Assert.Equal((ReportReason.Harassment, "look at this", grace.Id, mallory.Id), (seen.Reason, seen.Comment, seen.ReporterId, seen.UserId));
        }

        foreach (var other in new[] { grace, mallory })
        {
            Assert.Empty(await HeardSoFarAsync<ReportCreated>(other));
            Assert.Empty(await other.QueueAsync());
            await Refused.WithAsync(Errors.NotFound, other.AsksForAsync($"moderation/reports/{report.Id}"));
            await Refused.WithAsync(Errors.NotFound, other.ResolvesAsync(report.Id, ReportAction.Dismiss));
        }
    }

    [Fact]
    public async Task One_report_is_open_for_each_person_and_message()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, mallory) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Mallory"));
        var lobby = await parley.ConversationAsync(ada, grace, mallory);
        var spam = await mallory.SaysAsync(lobby, "spam");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grace.ReportsAsync(spam.Id)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        var first = (await Task.WhenAll(answers.Select(Person.ReadAsync<ReportView>))).Distinct().Single();
        var second = await ada.ReportsAsync(spam.Id).ReportedAsync();
        Assert.Equal([first.Id, second.Id], (await ada.QueueAsync($"?conversation_id={lobby}&state=open")).Select(r => r.Id));

        await SucceedsAsync(ada.ResolvesAsync(first.Id, ReportAction.Dismiss));
        await Refused.WithAsync(Errors.AlreadyResolved, ada.ResolvesAsync(first.Id, ReportAction.Ban));
        Assert.NotEqual(first.Id, (await grace.ReportsAsync(spam.Id).ReportedAsync()).Id);
        Assert.Equal([first.Id], (await ada.QueueAsync("?state=resolved")).Select(r => r.Id));
    }

    [Fact]
    public async Task Ones_own_a_deleted_a_system_and_an_unseen_message_cannot_be_reported()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.PublicGroupAsync(ada, grace);
        var (mine, gone) = (await ada.SaysAsync(lobby, "mine"), await grace.SaysAsync(lobby, "gone"));
        await SucceedsAsync(grace.DeletesAsync(gone.Id));
        await SucceedsAsync(parley.Person("Linus").JoinsAsync(lobby));
        var line = (await ada.PagesAsync(lobby)).Items[^1];

        await Refused.WithAsync(Errors.ValidationFailed, ada.ReportsAsync(mine.Id));
        await Refused.WithAsync(Errors.ValidationFailed, ada.ReportsAsync(line.Id));
        await Refused.WithAsync(Errors.MessageGone, ada.ReportsAsync(gone.Id));
        await Refused.WithAsync(Errors.NotFound, eve.ReportsAsync(mine.Id));
        await Refused.WithAsync(Errors.ValidationFailed, ada.ReportsAsync(ada));
        await Refused.WithAsync(Errors.ValidationFailed, grace.ReportsAsync(mine.Id, comment: new string('x', 2_001)));
    }

    [Fact]
    public async Task A_moderator_does_not_see_reports_about_themselves_and_nobody_decides_on_one()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"), parley.Person("Eve"));
        await parley.AdministersAsync(eve);
        var lobby = await parley.ConversationAsync(ada, grace, linus);
        await SucceedsAsync(ada.MakesAsync(MemberRole.Moderator, lobby, grace));
        await grace.OpensAsync();
        var rude = await grace.SaysAsync(lobby, "rude");

        var report = await linus.ReportsAsync(rude.Id).ReportedAsync();
        var personal = await linus.ReportsAsync(eve).ReportedAsync();

        Assert.Empty(await HeardSoFarAsync<ReportCreated>(grace));
        Assert.Empty(await grace.QueueAsync());
        await Refused.WithAsync(Errors.NotFound, grace.ResolvesAsync(report.Id, ReportAction.Dismiss));
        Assert.Equal([report.Id], (await ada.QueueAsync()).Select(r => r.Id));
        Assert.Equal([report.Id, personal.Id], (await eve.QueueAsync()).Select(r => r.Id));
        await Refused.WithAsync(Errors.Forbidden, eve.ResolvesAsync(personal.Id, ReportAction.Dismiss));
    }

    [Fact]
    public async Task What_a_report_keeps_is_emptied_when_its_time_is_over_and_not_while_it_is_open()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, mallory) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Mallory"));
        var lobby = await parley.ConversationAsync(ada, grace, mallory);
        var (one, other) = (await mallory.SaysAsync(lobby, "one"), await mallory.SaysAsync(lobby, "other"));
        var resolved = await grace.ReportsAsync(one.Id, comment: "he said one").ReportedAsync();
        var open = await grace.ReportsAsync(other.Id).ReportedAsync();
        await SucceedsAsync(ada.ResolvesAsync(resolved.Id, ReportAction.DeleteMessage));
        var retention = parley.Services.GetRequiredService<EvidenceRetention>();

        parley.Clock.Leap(TimeSpan.FromDays(29));
        await retention.RunNowAsync(TestContext.Current.CancellationToken);
        Assert.Equal("one", (await SeenAsync(resolved)).Message!.Content);

        parley.Clock.Leap(TimeSpan.FromDays(1));
        await retention.RunNowAsync(TestContext.Current.CancellationToken);
        Assert.Equal((null, null), ((await SeenAsync(resolved)).Message, (await SeenAsync(resolved)).Comment));
        Assert.Equal("other", (await SeenAsync(open)).Message!.Content);

        Task<ReportView> SeenAsync(ReportView report) => ada.GetAsync<ReportView>($"moderation/reports/{report.Id}");
    }

    private static async Task<List<TEvent>> HeardSoFarAsync<TEvent>(Person person) => [.. (await person.Socket.HeardSoFarAsync()).OfType<TEvent>()];
}
