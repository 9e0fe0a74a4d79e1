using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

public sealed class DirectConversations
{
    [Fact]
    public async Task Two_hundred_beginnings_at_once_are_one_conversation()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await ada.IdAsync();
        await grace.IdAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? BeginsAsync(ada, grace) : BeginsAsync(grace, ada)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(199, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        var views = await Task.WhenAll(answers.Select(Person.ReadAsync<ConversationView>));
        Assert.Single(views.Select(v => v.Id).Distinct());
        Assert.All(views, v => Assert.Equal(2, v.MemberCount));
    }

    [Fact]
    public async Task Each_sees_whom_it_is_with_and_neither_is_above_the_other()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var direct = (await Person.ReadAsync<ConversationView>(await BeginsAsync(ada, grace))).Id;

        var seen = await grace.LooksAtAsync(direct);

        Assert.Equal("Ada", Assert.Single(seen.DirectWith!).DisplayName);
        Assert.Equal(MemberRole.Member, seen.My!.Role);
        Assert.Equal(MemberRole.Member, (await ada.LooksAtAsync(direct)).My!.Role);
    }

    [Fact]
    public async Task With_oneself_it_is_a_place_for_notes()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");

        var first = await BeginsAsync(ada, ada);
        var second = await BeginsAsync(ada, ada);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        var notes = await Person.ReadAsync<ConversationView>(first);
        Assert.Equal(notes.Id, (await Person.ReadAsync<ConversationView>(second)).Id);
        Assert.Equal(1, notes.MemberCount);
        await ada.SaysAsync(notes.Id, "buy bread");
        Assert.Equal(["buy bread"], await ada.TextsAsync(notes.Id));
    }

    [Fact]
    public async Task It_is_of_exactly_two_and_has_no_title_no_context_and_no_public()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        CreateConversation[] refused =
        [
            new(ConversationType.Direct, MemberIds: ["external:Grace", "external:Eve"]),
            new(ConversationType.Direct),
            new(ConversationType.Direct, "Us", MemberIds: ["external:Grace"]),
            new(ConversationType.Direct, Visibility: Visibility.Public, MemberIds: ["external:Grace"]),
            new(ConversationType.Direct, MemberIds: ["external:Grace"], Context: new("task", "7")),
        ];

        foreach (var command in refused)
            await Refused.WithAsync(Errors.ValidationFailed, ada.PostAsync("conversations", command));

        await Refused.WithAsync(Errors.UserNotFound, ada.PostAsync(
            "conversations", new CreateConversation(ConversationType.Direct, MemberIds: [UserId.New().ToString()])));
        Assert.Empty((await ada.GetAsync<Listing<ConversationView>>("conversations")).Items);
    }

    [Fact]
    public async Task Nobody_leaves_it_removes_the_other_or_changes_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var direct = (await Person.ReadAsync<ConversationView>(await BeginsAsync(ada, grace))).Id;

        foreach (var (person, error) in new[] { (ada, Errors.Forbidden), (grace, Errors.Forbidden), (eve, Errors.NotFound) })
        {
            await Refused.WithAsync(error, person.LeavesAsync(direct));
            await Refused.WithAsync(error, person.DeleteAsync($"conversations/{direct}/members/{await person.IdAsync()}"));
            await Refused.WithAsync(error, person.KicksAsync(direct, person == ada ? grace : ada));
            await Refused.WithAsync(error, person.BansAsync(direct, person == ada ? grace : ada));
            await Refused.WithAsync(error, person.MakesAsync(MemberRole.Owner, direct, person));
            await Refused.WithAsync(error, person.AddsAsync(direct, ["external:Linus"]));
            await Refused.WithAsync(error, person.TransfersAsync(direct, grace));
            await Refused.WithAsync(error, person.PatchAsync($"conversations/{direct}", new UpdateConversation("Mine", Visibility: Visibility.Public)));
            await Refused.WithAsync(error, person.DeleteAsync($"conversations/{direct}"));
        }

        Assert.Equal(2, (await ada.LooksAtAsync(direct)).MemberCount);
    }

    [Fact]
    public async Task A_third_person_does_not_learn_that_it_exists()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var direct = (await Person.ReadAsync<ConversationView>(await BeginsAsync(ada, grace))).Id;

        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"conversations/{direct}"));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"conversations/{direct}/messages"));
        await Refused.WithAsync(Errors.NotFound, eve.JoinsAsync(direct));
        await Refused.WithAsync(Errors.NotFound, eve.PostsAsync(direct, "hi"));
        Assert.Empty((await eve.GetAsync<Listing<ConversationView>>("conversations?visibility=public")).Items);
    }

    private static Task<HttpResponseMessage> BeginsAsync(Person person, Person other) =>
        person.PostAsync("conversations", new CreateConversation(ConversationType.Direct, MemberIds: [other.Reference()]));
}
