using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

public sealed class AddingPeople
{
    [Fact]
    public async Task A_thousand_come_in_one_call_and_are_told_in_order_with_one_line_in_the_timeline()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        await ada.OpensAsync();

        var added = await Person.ReadAsync<Listing<MemberView>>(await ada.AddsAsync(lobby, Names(1000)));

        Assert.Equal(1000, added.Items.Count);
        for (var i = 0; i < 1000; i++)
        {
            var joined = await ada.HearsAsync<MemberJoined>();
            Assert.Equal((2 + i, 2 + i, $"P{i}"), (joined.Seq, joined.MemberCount, joined.Member.DisplayName));
        }

        var said = await ada.HearsAsync<MessagePosted>();
        Assert.Equal((1002, 1, MessageType.System), (said.Seq, said.Message.Ordinal, said.Message.MessageType));
        Assert.Equal("Ada added P0, P1, P2 and 997 more", said.Message.Content);
        Assert.Equal(1000, said.Message.Metadata!.Value.GetProperty("count").GetInt32());
        Assert.Equal(1001, (await ada.LooksAtAsync(lobby)).MemberCount);
    }

    [Fact]
    public async Task Members_are_listed_page_by_page_each_once()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        await SucceedsAsync(ada.AddsAsync(lobby, Names(249)));

        var seen = new List<UserId>();
        for (string? cursor = null; ;)
        {
            var page = await ada.GetAsync<Listing<MemberView>>($"conversations/{lobby}/members?limit=50{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.Items.Select(m => m.UserId));
            if ((cursor = page.NextCursor) is null)
                break;
        }

        Assert.Equal((250, 250), (seen.Count, seen.Distinct().Count()));
        await Refused.WithAsync(Errors.ValidationFailed, ada.AsksForAsync($"conversations/{lobby}/members?limit=201"));
        await Refused.WithAsync(Errors.ValidationFailed, ada.AsksForAsync($"conversations/{lobby}/members?cursor=elsewhere"));
    }

    [Fact]
    public async Task All_or_none_when_one_is_banned_or_unknown()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada);
        await SucceedsAsync(ada.BansAsync(lobby, eve));
        await ada.OpensAsync();

        await Refused.WithAsync(Errors.Banned, ada.AddsAsync(lobby, [.. Names(100), "external:Eve"]));
        await Refused.WithAsync(Errors.UserNotFound, ada.AddsAsync(lobby, [.. Names(100), UserId.New().ToString()]));
        await Refused.WithAsync(Errors.UserNotFound, ada.AddsAsync(lobby, ["nobody"]));

        Assert.Equal(1, (await ada.LooksAtAsync(lobby)).MemberCount);
        Assert.Empty(await ada.TextsAsync(lobby));
        await ada.BringsAsync(lobby, grace);
        var joined = await ada.HearsAsync<MemberJoined>();   // what was refused was told to nobody and took no number
        Assert.Equal(("Grace", 3), (joined.Member.DisplayName, joined.Seq));
    }

    [Fact]
    public async Task A_refused_call_disturbs_no_message_of_the_same_moment()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada);
        await SucceedsAsync(ada.BansAsync(lobby, eve));

        var asked = Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? ada.AddsAsync(lobby, [.. Names(20), "external:Eve"]) : ada.PostsAsync(lobby, $"{i}"));
        var answers = await Task.WhenAll(asked);

        Assert.Equal(20, answers.Count(a => a.StatusCode == HttpStatusCode.Forbidden));
        Assert.Equal(40, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        var page = await ada.PagesAsync(lobby);
        Assert.Equal(Enumerable.Range(1, 40), page.Items.Select(m => (int)m.Ordinal));
        Assert.Equal(Enumerable.Range(3, 40), page.Items.Select(m => (int)m.Seq));   // behind the beginning and the ban
        Assert.Equal(1, (await ada.LooksAtAsync(lobby)).MemberCount);
    }

    [Fact]
    public async Task Who_is_there_already_stays_as_they_are_and_nobody_comes_twice()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, linus) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Linus"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await SucceedsAsync(ada.MakesAsync(MemberRole.Admin, lobby, grace));
        var id = await linus.IdAsync();

        var added = await Person.ReadAsync<Listing<MemberView>>(await ada.AddsAsync(lobby, ["external:Grace", "external:Linus", id.ToString()]));

        Assert.Equal("Linus", Assert.Single(added.Items).DisplayName);
        Assert.Equal(3, (await ada.LooksAtAsync(lobby)).MemberCount);
        Assert.Equal(MemberRole.Admin, (await grace.LooksAtAsync(lobby)).My!.Role);
    }

    [Fact]
    public async Task Members_and_outsiders_add_nobody_and_nobody_adds_more_than_a_thousand()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace);

        await Refused.WithAsync(Errors.Forbidden, grace.AddsAsync(lobby, ["external:Eve"]));
        await Refused.WithAsync(Errors.NotFound, eve.AddsAsync(lobby, ["external:Eve"]));
        await Refused.WithAsync(Errors.ValidationFailed, ada.AddsAsync(lobby, Names(1001)));
        await Refused.WithAsync(Errors.ValidationFailed, ada.AddsAsync(lobby, []));
    }

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"external:P{i}")];
}
