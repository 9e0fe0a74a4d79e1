using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

public sealed class KickingAndBanning
{
    [Fact]
    public async Task A_kicked_one_hears_that_and_nothing_after_it_and_may_come_back()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var garden = await parley.PublicGroupAsync(ada, grace);
        var socket = await grace.OpensAsync();

        await SucceedsAsync(ada.KicksAsync(garden, grace));
        await ada.SaysAsync(garden, "now that she is gone");

        var left = await grace.HearsAsync<MemberLeft>();
        Assert.Equal((grace.Id, MemberStatus.Kicked, ada.Id), (left.UserId, left.Status, left.ActorId));
        await socket.AsksAsync("ping");
        Assert.False(socket.TryNext(out _));
        await SucceedsAsync(grace.JoinsAsync(garden));
        Assert.Equal(["Ada removed Grace", "now that she is gone", "Grace joined"], await grace.TextsAsync(garden));
    }

    [Fact]
    public async Task A_banned_one_comes_back_by_no_door()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var room = new CreateConversation(ConversationType.Group, "Task 7", Visibility: Visibility.Public, Context: new("task", "7"));
        var task = (await ada.CreatesAsync(room)).Id;
        await SucceedsAsync(eve.JoinsAsync(task));
        var socket = await eve.OpensAsync();

        await SucceedsAsync(ada.BansAsync(task, eve));

        Assert.Equal(MemberStatus.Banned, (await eve.HearsAsync<MemberLeft>()).Status);
        await Refused.WithAsync(Errors.Banned, eve.JoinsAsync(task));
        await Refused.WithAsync(Errors.Banned, ada.AddsAsync(task, ["external:Eve"]));
        await Refused.WithAsync(Errors.Forbidden, eve.PostAsync("conversations", room));
        await Refused.WithAsync(Errors.Forbidden, eve.PostAsync("conversations", room with { MemberIds = ["external:Eve"] }));
        await Refused.WithAsync(Errors.NotFound, eve.AsksForAsync($"conversations/{task}"));
        await Refused.WithAsync(Errors.Forbidden, eve.PostsAsync(task, "still here"));
        await Refused.WithAsync(Errors.Forbidden, eve.AsksForAsync($"conversations/{task}/messages"));
        await Refused.WithAsync(Errors.Forbidden, socket.AsksAsync("join_conversation", $"\"conversation_id\":\"{task}\""));
        Assert.Empty((await eve.GetAsync<Listing<ConversationView>>("conversations?visibility=public")).Items);
        var direct = await eve.CreatesAsync(new CreateConversation(ConversationType.Direct, MemberIds: ["external:Ada"]));
        Assert.NotEqual(task, direct.Id);
        Assert.Equal(1, (await ada.LooksAtAsync(task)).MemberCount);
    }

    [Fact]
    public async Task Banning_who_never_was_there_keeps_them_out()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, eve) = (parley.Person("Ada"), parley.Person("Eve"));
        var garden = await parley.PublicGroupAsync(ada);
        await ada.OpensAsync();

        await SucceedsAsync(ada.BansAsync(garden, eve));
        await SucceedsAsync(ada.BansAsync(garden, eve));

        Assert.Equal(MemberStatus.Banned, (await ada.HearsAsync<MemberUpdated>()).Status);
        await Refused.WithAsync(Errors.Banned, eve.JoinsAsync(garden));
        var banned = await ada.GetAsync<Listing<MemberView>>($"conversations/{garden}/members?status=banned");
        Assert.Equal("Eve", Assert.Single(banned.Items).DisplayName);
    }

    [Fact]
    public async Task A_ban_that_is_lifted_lets_them_join_again()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var garden = await parley.PublicGroupAsync(ada, grace);
        await Refused.WithAsync(Errors.NotFound, ada.LiftsTheBanAsync(garden, grace));
        await SucceedsAsync(ada.BansAsync(garden, grace));

        await SucceedsAsync(ada.LiftsTheBanAsync(garden, grace));

        await Refused.WithAsync(Errors.Forbidden, grace.PostsAsync(garden, "not yet"));   // lifted is not joined
        await SucceedsAsync(grace.JoinsAsync(garden));
        await grace.SaysAsync(garden, "thank you");
        Assert.Equal(2, (await ada.LooksAtAsync(garden)).MemberCount);
    }

    [Fact]
    public async Task Nobody_removes_who_is_as_high_as_themselves()
    {
        await using var parley = await TestParley.StartAsync();
        var roles = new[] { MemberRole.Member, MemberRole.Moderator, MemberRole.Admin, MemberRole.Owner };
        var owner = parley.Person("Owner");
        var garden = await parley.PublicGroupAsync(owner);
        foreach (var actorRole in roles)
        {
            var actor = actorRole == MemberRole.Owner ? owner : parley.Person($"{actorRole}");
            if (actor != owner)
                await owner.BringsAsync(garden, actor, actorRole);

            foreach (var targetRole in roles)
            {
                var target = parley.Person($"{targetRole}-under-{actorRole}");
                await owner.BringsAsync(garden, target, targetRole);
                if (actorRole == MemberRole.Owner || (actorRole >= MemberRole.Moderator && targetRole < actorRole))
                {
                    await SucceedsAsync(actor.KicksAsync(garden, target));
                    await owner.BringsAsync(garden, target, targetRole);
                    await SucceedsAsync(actor.BansAsync(garden, target));
                }
                else
                {
                    await Refused.WithAsync(Errors.Forbidden, actor.KicksAsync(garden, target));
                    await Refused.WithAsync(Errors.Forbidden, actor.BansAsync(garden, target));
                }
            }
        }
    }

    [Fact]
    public async Task Only_who_may_ban_sees_who_is_and_lifts_it()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var garden = await parley.PublicGroupAsync(ada, grace);
        await SucceedsAsync(ada.BansAsync(garden, eve));

        await Refused.WithAsync(Errors.Forbidden, grace.AsksForAsync($"conversations/{garden}/members?status=banned"));
        await Refused.WithAsync(Errors.Forbidden, grace.LiftsTheBanAsync(garden, eve));
        await Refused.WithAsync(Errors.Forbidden, eve.LiftsTheBanAsync(garden, eve));
        await Refused.WithAsync(Errors.ValidationFailed, ada.BansAsync(garden, ada));
        await Refused.WithAsync(Errors.NotFound, ada.KicksAsync(garden, eve));
        await Refused.WithAsync(Errors.ValidationFailed, ada.ChangesAsync(garden, grace.Reference(), new UpdateMember(Status: MemberStatus.Active)));
    }
}
