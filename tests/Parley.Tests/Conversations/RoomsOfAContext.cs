using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

public sealed class RoomsOfAContext
{
    private static readonly CreateConversation Task7 = new(ConversationType.Group, "Task 7", Context: new("task", "7"));

    [Fact]
    public async Task The_same_type_and_id_find_the_same_room_again()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");

        var first = await ada.PostAsync("conversations", Task7);
        var again = await ada.PostAsync("conversations", Task7 with { Title = "Another title" });
        var other = await ada.PostAsync("conversations", Task7 with { Context = new("task", "8") });

        Assert.Equal(
            (HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created), (first.StatusCode, again.StatusCode, other.StatusCode));
        var made = await Person.ReadAsync<ConversationView>(first);
        var found = await Person.ReadAsync<ConversationView>(again);
        Assert.Equal((made.Id, "Task 7", new ContextView("task", "7")), (found.Id, found.Title, found.Context));
        Assert.NotEqual(made.Id, (await Person.ReadAsync<ConversationView>(other)).Id);
    }

    [Fact]
    public async Task A_hundred_who_ask_at_once_get_one_room()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var people = Enumerable.Range(0, 10).Select(i => parley.Person($"P{i}")).ToArray();
        var room = Task7 with { MemberIds = [.. people.Select(p => p.Reference())] };

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => people[i % 10].PostAsync("conversations", room)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        var views = await Task.WhenAll(answers.Select(Person.ReadAsync<ConversationView>));
        Assert.Single(views.Select(v => v.Id).Distinct());
        Assert.Equal(10, views[0].MemberCount);
    }

    [Fact]
    public async Task Somebody_outside_a_private_one_is_refused_and_not_let_in()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var room = await ada.CreatesAsync(Task7);

        await Refused.WithAsync(Errors.Forbidden, eve.PostAsync("conversations", Task7));
        await Refused.WithAsync(Errors.Forbidden, eve.PostAsync("conversations", Task7 with { Visibility = Visibility.Public, MemberIds = ["external:Eve"] }));

        Assert.Equal((1, Visibility.Private), ((await ada.LooksAtAsync(room.Id)).MemberCount, (await ada.LooksAtAsync(room.Id)).Visibility));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"conversations/{room.Id}"));
    }

    [Fact]
    public async Task A_public_one_is_shown_to_who_is_outside_without_what_is_said_in_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var room = await ada.CreatesAsync(Task7 with { Visibility = Visibility.Public });
        await ada.SaysAsync(room.Id, "for members");

        var answer = await grace.PostAsync("conversations", Task7);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var seen = await Person.ReadAsync<ConversationView>(answer);
        Assert.Equal(room.Id, seen.Id);
        Assert.Null(seen.My);
        Assert.Null(seen.LastMessage);
        await Refused.WithAsync(Errors.Forbidden, grace.PostsAsync(room.Id, "hi"));
        await SucceedsAsync(grace.JoinsAsync(room.Id));
        Assert.Equal(MemberRole.Member, (await Person.ReadAsync<ConversationView>(await grace.PostAsync("conversations", Task7))).My!.Role);
    }

    [Fact]
    public async Task After_its_room_was_ended_a_context_gets_a_new_one()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var first = await ada.CreatesAsync(Task7);
        await SucceedsAsync(ada.DeleteAsync($"conversations/{first.Id}"));

        var second = await ada.PostAsync("conversations", Task7);

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.NotEqual(first.Id, (await Person.ReadAsync<ConversationView>(second)).Id);
    }

    [Fact]
    public async Task A_context_needs_both_its_parts()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");

        await Refused.WithAsync(Errors.ValidationFailed, ada.PostAsync("conversations", Task7 with { Context = new("", "7") }));
        await Refused.WithAsync(Errors.ValidationFailed, ada.PostAsync("conversations", Task7 with { Context = new("task", new string('7', 201)) }));
    }
}
