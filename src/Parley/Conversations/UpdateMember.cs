using Parley.Access;
using Parley.Conversations.Log;
using Parley.People;
using Parley.Protocol;

namespace Parley.Conversations;

/// <summary>Changes a role, bans, lifts a ban, kicks, or hands the conversation over.</summary>
public sealed class UpdateMemberHandler(ConversationAccess access, ConversationLog log, UserDirectory directory)
{
    public async Task<MemberView> HandleAsync(Caller caller, ConversationId id, string userId, UpdateMember command, CancellationToken ct)
    {
        var (role, status) = command switch
        {
            { Role: { } r, Status: null } => (r, (MemberStatus?)null),
            { Role: null, Status: MemberStatus.Banned or MemberStatus.Left } => (MemberRole.Member, command.Status),
            _ => throw new Refusal(Errors.ValidationFailed, "Name either a role, or the status banned or left."),
        };
        var needed = status is null ? Permission.ChangeRoles : Permission.BanMembers;
        var membership = await access.RequireAsync(caller, id, needed, ct);
        var person = (await directory.ResolveAsync(caller.WorkspaceN, [userId], ct))[0];
        return await log.AppendAsync(membership, async entry =>
        {
            var actor = await MemberRules.RequireAsync(entry, membership, caller, needed);
            var target = await MemberRow.FindAsync(entry.Transaction, entry.ConversationN, person.N);
            if (status is null)
                await ChangeRoleAsync(entry, caller, actor, target, role);
            else if (status == MemberStatus.Banned)
                await BanAsync(entry, caller, actor, target, person);
            else
                await LiftBanAsync(entry, caller, target);

            return (await MemberRow.FindAsync(entry.Transaction, entry.ConversationN, person.N))!.View;
        }, ct);
    }

    /// <summary>Removes somebody; they may come back when asked or where it is public.</summary>
    public async Task KickAsync(Caller caller, ConversationId id, string userId, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.RemoveMembers, ct);
        var person = (await directory.ResolveAsync(caller.WorkspaceN, [userId], ct))[0];
        await log.AppendAsync(membership, async entry =>
        {
            var actor = await MemberRules.RequireAsync(entry, membership, caller, Permission.RemoveMembers);
            var target = await ActiveAsync(entry, person.N);
            MemberRules.RequireAbove(actor, target);
            await MemberRules.RequireAnotherOwnerAsync(entry, target);
            await MemberSteps.LeaveAsync(entry, target, MemberStatus.Kicked, caller);
            await MemberSteps.SayAsync(entry, caller, "member_removed", $"{actor.DisplayName} removed {target.DisplayName}", [target.UserId]);
            return target;
        }, ct);
    }

    /// <summary>The other becomes an owner and the caller an admin, in one commit.</summary>
    public async Task TransferAsync(Caller caller, ConversationId id, string userId, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.TransferOwnership, ct);
        var person = (await directory.ResolveAsync(caller.WorkspaceN, [userId], ct))[0];
        if (person.N == caller.UserN)
            throw new Refusal(Errors.ValidationFailed, "The conversation is yours already.");

        await log.AppendAsync(membership, async entry =>
        {
            await MemberRules.RequireAsync(entry, membership, caller, Permission.TransferOwnership);
            var target = await ActiveAsync(entry, person.N);
            await MemberSteps.UpdateAsync(entry, target.UserN, target.UserId, MemberRole.Owner, MemberStatus.Active, caller);
            await MemberSteps.UpdateAsync(entry, caller.UserN, caller.UserId, MemberRole.Admin, MemberStatus.Active, caller);
            return target;
        }, ct);
    }

    private static async ValueTask<MemberRow> ActiveAsync(LogEntry entry, long userN) =>
        await MemberRow.FindAsync(entry.Transaction, entry.ConversationN, userN) is { Status: MemberStatus.Active } member
            ? member
            : throw new Refusal(Errors.NotFound, "That person is not an active member.");

    private static async ValueTask ChangeRoleAsync(LogEntry entry, Caller caller, MemberRow actor, MemberRow? target, MemberRole role)
    {
        if (target is not { Status: MemberStatus.Active })
            throw new Refusal(Errors.NotFound, "That person is not an active member.");
        if (target.UserN != actor.UserN)
            MemberRules.RequireAbove(actor, target);
        if (actor.Role != MemberRole.Owner && role >= actor.Role && target.Role != role)
            throw new Refusal(Errors.Forbidden, "A role as high as your own is not yours to give.");
        if (role < MemberRole.Owner)
            await MemberRules.RequireAnotherOwnerAsync(entry, target);
        if (target.Role != role)
            await MemberSteps.UpdateAsync(entry, target.UserN, target.UserId, role, MemberStatus.Active, caller);
    }

    private static async ValueTask BanAsync(LogEntry entry, Caller caller, MemberRow actor, MemberRow? target, Person person)
    {
        if (person.N == caller.UserN)
            throw new Refusal(Errors.ValidationFailed, "Nobody bans themselves.");

        switch (target)
        {
            case { Status: MemberStatus.Banned }:
                return;
            case { Status: MemberStatus.Active }:
                MemberRules.RequireAbove(actor, target);
                await MemberRules.RequireAnotherOwnerAsync(entry, target);
                await MemberSteps.LeaveAsync(entry, target, MemberStatus.Banned, caller);
                await MemberSteps.SayAsync(entry, caller, "member_banned", $"{actor.DisplayName} banned {target.DisplayName}", [target.UserId]);
                return;
            default:
                await MemberSteps.UpdateAsync(entry, person.N, person.Id, MemberRole.Member, MemberStatus.Banned, caller);
                return;
        }
    }

    private static async ValueTask LiftBanAsync(LogEntry entry, Caller caller, MemberRow? target)
    {
        if (target is not { Status: MemberStatus.Banned })
            throw new Refusal(Errors.NotFound, "That person is not banned.");

        await MemberSteps.UpdateAsync(entry, target.UserN, target.UserId, MemberRole.Member, MemberStatus.Left, caller);
    }
}
