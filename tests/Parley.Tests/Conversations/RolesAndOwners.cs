using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Conversations;

public sealed class RolesAndOwners
{
    private static readonly MemberRole[] Roles = [MemberRole.Member, MemberRole.Moderator, MemberRole.Admin, MemberRole.Owner];

    [Fact]
    public async Task One_gives_roles_below_ones_own_to_people_below_oneself_and_an_owner_gives_any()
    {
        await using var parley = await TestParley.StartAsync(NoLimits);
        var owner = parley.Person("Owner");
        var lobby = await parley.ConversationAsync(owner);
        foreach (var actorRole in Roles)
        {
            var actor = actorRole == MemberRole.Owner ? owner : parley.Person($"{actorRole}");
            if (actor != owner)
                await owner.BringsAsync(lobby, actor, actorRole);

            foreach (var before in Roles)
            {
                foreach (var after in Roles)
                {
                    var target = parley.Person($"{actorRole}-{before}-{after}");
                    await owner.BringsAsync(lobby, target, before);
                    var may = actorRole == MemberRole.Owner || (actorRole == MemberRole.Admin && before < actorRole && after < actorRole);

                    var answer = await actor.MakesAsync(after, lobby, target);

                    Assert.Equal(
                        (actorRole, before, after, may ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (actorRole, before, after, answer.StatusCode));
                    Assert.Equal(may ? after : before, (await target.LooksAtAsync(lobby)).My!.Role);
                }
            }
        }
    }

    [Fact]
    public async Task Nobody_is_brought_in_with_a_role_that_one_may_not_give()
    {
        await using var parley = await TestParley.StartAsync();
        var owner = parley.Person("Owner");
        var lobby = await parley.ConversationAsync(owner);
        foreach (var actorRole in Roles)
        {
            var actor = actorRole == MemberRole.Owner ? owner : parley.Person($"{actorRole}");
            if (actor != owner)
                await owner.BringsAsync(lobby, actor, actorRole);

            foreach (var role in Roles)
            {
                var may = actorRole switch
                {
                    MemberRole.Owner => true,
                    MemberRole.Admin => role < MemberRole.Admin,
                    MemberRole.Moderator => role == MemberRole.Member,
                    _ => false,
                };
                var answer = await actor.AddsAsync(lobby, [$"external:{actorRole}-brings-{role}"], role);

                Assert.Equal((actorRole, role, may), (actorRole, role, answer.IsSuccessStatusCode));
            }
        }
    }

    [Fact]
    public async Task A_new_role_is_heard_by_everyone_and_counts_at_once()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace, eve);
        await grace.OpensAsync();
        await Refused.WithAsync(Errors.Forbidden, grace.KicksAsync(lobby, eve));

        await SucceedsAsync(ada.MakesAsync(MemberRole.Moderator, lobby, grace));
        await SucceedsAsync(grace.KicksAsync(lobby, eve));
        await SucceedsAsync(ada.MakesAsync(MemberRole.Member, lobby, grace));

        var promoted = await grace.HearsAsync<MemberUpdated>();
        Assert.Equal((grace.Id, MemberRole.Moderator, MemberStatus.Active, ada.Id), (promoted.UserId, promoted.Role, promoted.Status, promoted.ActorId));
        await Refused.WithAsync(Errors.Forbidden, grace.AddsAsync(lobby, ["external:Eve"]));
        await Refused.WithAsync(Errors.NotFound, eve.MakesAsync(MemberRole.Owner, lobby, eve));
        await Refused.WithAsync(Errors.NotFound, ada.MakesAsync(MemberRole.Admin, lobby, eve));
    }

    [Fact]
    public async Task The_owner_hands_it_over_and_becomes_an_admin()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace, eve) = (parley.Person("Ada"), parley.Person("Grace"), parley.Person("Eve"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();
        await Refused.WithAsync(Errors.Forbidden, grace.TransfersAsync(lobby, grace));
        await Refused.WithAsync(Errors.NotFound, eve.TransfersAsync(lobby, eve));
        await Refused.WithAsync(Errors.NotFound, ada.TransfersAsync(lobby, eve));
        await Refused.WithAsync(Errors.ValidationFailed, ada.TransfersAsync(lobby, ada));

        await SucceedsAsync(ada.TransfersAsync(lobby, grace));

        Assert.Equal((grace.Id, MemberRole.Owner), await RoleHeardAsync(grace));
        Assert.Equal((ada.Id, MemberRole.Admin), await RoleHeardAsync(grace));
        await Refused.WithAsync(Errors.Forbidden, ada.TransfersAsync(lobby, grace));
        await SucceedsAsync(ada.LeavesAsync(lobby));
    }

    [Fact]
    public async Task The_last_owner_stays_one()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);

        await Refused.WithAsync(Errors.LastOwner, ada.LeavesAsync(lobby));
        await Refused.WithAsync(Errors.LastOwner, ada.KicksAsync(lobby, ada));
        await Refused.WithAsync(Errors.LastOwner, ada.MakesAsync(MemberRole.Admin, lobby, ada));
        await SucceedsAsync(ada.MakesAsync(MemberRole.Owner, lobby, grace));
        await SucceedsAsync(ada.LeavesAsync(lobby));

        await Refused.WithAsync(Errors.LastOwner, grace.LeavesAsync(lobby));
        Assert.Equal(1, (await grace.LooksAtAsync(lobby)).MemberCount);
    }

    [Fact]
    public async Task Of_two_owners_who_go_at_once_one_is_told_to_stay()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        for (var round = 0; round < 20; round++)
        {
            var lobby = await parley.ConversationAsync(ada, grace);
            await SucceedsAsync(ada.MakesAsync(MemberRole.Owner, lobby, grace));

            var answers = await Task.WhenAll(ada.LeavesAsync(lobby), grace.MakesAsync(MemberRole.Member, lobby, grace));

            Assert.Single(answers, a => a.IsSuccessStatusCode);
            Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Conflict);
        }
    }

    private static async Task<(UserId, MemberRole)> RoleHeardAsync(Person person)
    {
        var heard = await person.HearsAsync<MemberUpdated>();
        return (heard.UserId, heard.Role);
    }
}
