using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.Moderation;
using Parley.Tests.Notifications;
using Parley.Tests.WholeStory;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.People;

/// <summary>What people say of themselves, and how others learn of a change.</summary>
public sealed class Statuses
{
    [Fact]
    public async Task Whoever_shares_a_conversation_hears_it_and_sees_it_until_it_ends()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await parley.ConversationAsync(ada, grace);
        var direct = await ada.TalksToAsync(grace);
        await grace.OpensAsync();
        await ada.OpensAsync();
        var until = parley.Clock.GetUtcNow().AddHours(1);

        var mine = await Person.ReadAsync<UserView>(await ada.PutAsync("me/status", new SetStatus(" on a walk ", "🚶", until)));

        var said = new UserStatusView("on a walk", "🚶", until);
        Assert.Equal(said, mine.Status);
        var told = (await grace.HearsAsync<UserUpdated>()).User;
        Assert.Equal((ada.Id, said, null), (told.Id, told.Status, told.Email));
        Assert.Equal(mine, (await ada.HearsAsync<UserUpdated>()).User);   // one's own devices, all that one may see
        Assert.Equal(said, (await grace.GetAsync<UserView>($"users/{ada.Id}")).Status);
        Assert.Equal(said, Assert.Single((await grace.LooksAtAsync(direct)).DirectWith!).Status);

        parley.Clock.Leap(TimeSpan.FromHours(1));
        Assert.Null((await ada.GetAsync<UserView>("me")).Status);
        Assert.Null((await grace.GetAsync<UserView>($"users/{ada.Id}")).Status);
        Assert.Null(Assert.Single((await grace.LooksAtAsync(direct)).DirectWith!).Status);
        Assert.Null((await grace.GetAsync<Listing<UserView>>("users")).Items.Single(u => u.Id == ada.Id).Status);
    }

    [Fact]
    public async Task Is_replaced_as_a_whole_and_taken_back()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        await ada.IdAsync();
        await ada.OpensAsync();

        await SucceedsAsync(ada.PutAsync("me/status", new SetStatus("in a meeting", "📅", parley.Clock.GetUtcNow().AddHours(1))));
        await SucceedsAsync(ada.PutAsync("me/status", new SetStatus(Emoji: "🌴")));
        Assert.Equal(new UserStatusView(null, "🌴", null), (await ada.GetAsync<UserView>("me")).Status);
        await SucceedsAsync(ada.PutAsync("me/status", new SetStatus(Emoji: "🌴")));   // twice is once
        await SucceedsAsync(ada.DeleteAsync("me/status"));
        await SucceedsAsync(ada.DeleteAsync("me/status"));

        Assert.Null((await ada.GetAsync<UserView>("me")).Status);
        Assert.Equal(3, (await ada.Socket.HeardSoFarAsync()).OfType<UserUpdated>().Count());
    }

    [Fact]
    public async Task Says_something_that_can_be_shown_and_ends_later()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        SetStatus[] wrong =
        [
            new(), new("  "), new("", ""), new(new string('x', Limits.StatusCharacters + 1)), new("a\tb"), new(Emoji: "two words"),
            new(Emoji: new string('x', Limits.EmojiCharacters + 1)), new("late", Until: parley.Clock.GetUtcNow()),
        ];
        foreach (var status in wrong)
            await Refused.WithAsync(Errors.ValidationFailed, ada.PutAsync("me/status", status));
    }

    [Fact]
    public async Task Name_picture_and_role_are_told_too_and_nothing_to_strangers_or_the_blocked()
    {
        await using var parley = await TestParley.StartAsync();
        using var founder = await Visitor.RegisteredAsync(parley, "founder");
        var (ada, grace, mallory, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Mallory"), parley.Person("Eve"));
        await parley.ConversationAsync(ada, grace, mallory);
        await eve.IdAsync();
        await SucceedsAsync(ada.BlocksAsync(mallory));
        foreach (var person in new[] { grace, mallory, eve })
            await person.OpensAsync();

        await SucceedsAsync(ada.PatchAsync("me", new UpdateMe("Ada Lovelace")));
        Assert.Equal("Ada Lovelace", (await grace.HearsAsync<UserUpdated>()).User.DisplayName);
        await SucceedsAsync(ada.PatchAsync("me", new UpdateMe(AvatarUrl: "https://example.org/ada.png")));
        Assert.Equal("https://example.org/ada.png", (await grace.HearsAsync<UserUpdated>()).User.AvatarUrl);
        await SucceedsAsync(ada.PatchAsync("me", new UpdateMe(Email: "ada@example.org")));   // nobody else's business
        await SucceedsAsync(founder.PatchAsync($"users/{ada.Id}", new UpdateUser(WorkspaceRole.Admin)));
        Assert.Equal(WorkspaceRole.Admin, (await grace.HearsAsync<UserUpdated>()).User.Role);

        Assert.Empty((await mallory.Socket.HeardSoFarAsync()).OfType<UserUpdated>());
        Assert.Empty((await eve.Socket.HeardSoFarAsync()).OfType<UserUpdated>());
    }
}
