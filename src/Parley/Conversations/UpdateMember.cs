using Parley.Access;
using Parley.Audit;
using Parley.Conversations.Log;
using Parley.People;
using Parley.Protocol;

namespace Parley.Conversations;

/// <summary>Changes a role, silences, bans, lifts a ban, kicks, or hands the conversation over.</summary>
public sealed class UpdateMemberHandler(ConversationAccess access, ConversationLog log, UserDirectory directory, AuditLog audit)
{
    public async Task<MemberView> HandleAsync(Caller caller, ConversationId id, string userId, UpdateMember command, CancellationToken ct)
    {
        var needed = command switch
        {
            { Role: not null, Status: null, MutedUntil: null } => Permission.ChangeRoles,
            { Role: null, Status: MemberStatus.Banned or MemberStatus.Left, MutedUntil: null } => Permission.BanMembers,
            { Role: null, Status: null, MutedUntil: not null } => Permission.SilenceMembers,
            _ => throw new Refusal(Errors.ValidationFailed, "Name either a role, or the status banned or left, or muted_until."),
        };
        var membership = await access.RequireAsync(caller, id, needed, ct);
        var person = (await directory.ResolveAsync(caller.WorkspaceN, [userId], ct))[0];
        return await log.AppendAsync(membership, async entry =>
        {
            var actor = await MemberRules.RequireAsync(entry, membership, caller, needed);
            var target = await MemberRow.FindAsync(entry.Transaction, entry.ConversationN, person.N);
            if (command.Role is { } role)
                await ChangeRoleAsync(entry, caller, actor, target, role);
            else if (command.MutedUntil is { } until)
                await SilenceAsync(entry, caller, actor, target, until);
            else if (command.Status == MemberStatus.Banned)
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
            await MemberRemovals.KickAsync(entry, audit, caller, actor.DisplayName, target);
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
            await MemberSteps.UpdateAsync(entry, target.UserN, MemberRole.Owner, MemberStatus.Active, caller);
            await MemberSteps.UpdateAsync(entry, caller.UserN, MemberRole.Admin, MemberStatus.Active, caller);
            await MemberRemovals.NoteAsync(entry, audit, caller, AuditActions.OwnershipTransferred, target.UserId);
            return target;
        }, ct);
    }

    private static async ValueTask<MemberRow> ActiveAsync(LogEntry entry, long userN) =>
        await MemberRow.FindAsync(entry.Transaction, entry.ConversationN, userN) is { Status: MemberStatus.Active } member
            ? member
            : throw new Refusal(Errors.NotFound, "That person is not an active member.");

    private async ValueTask ChangeRoleAsync(LogEntry entry, Caller caller, MemberRow actor, MemberRow? target, MemberRole role)
    {
        if (target is not { Status: MemberStatus.Active })
            throw new Refusal(Errors.NotFound, "That person is not an active member.");
        if (target.UserN != actor.UserN)
            MemberRules.RequireAbove(actor, target);
        if (actor.Role != MemberRole.Owner && role >= actor.Role && target.Role != role)
            throw new Refusal(Errors.Forbidden, "A role as high as your own is not yours to give.");
        if (role < MemberRole.Owner)
            await MemberRules.RequireAnotherOwnerAsync(entry, target);
        if (target.Role == role)
            return;

        await MemberSteps.UpdateAsync(entry, target.UserN, role, MemberStatus.Active, caller);
        await audit.NoteAsync(
            entry.Transaction, caller, AuditActions.MemberRole, $"user:{target.UserId}", ("conversation_id", $"{entry.Conversation}"),
            ("role", $"{target.Role} → {role}".ToLowerInvariant()));
    }

    private async ValueTask BanAsync(LogEntry entry, Caller caller, MemberRow actor, MemberRow? target, Person person)
    {
        if (person.N == caller.UserN)
            throw new Refusal(Errors.ValidationFailed, "Nobody bans themselves.");
        if (target is { Status: MemberStatus.Active })
            MemberRules.RequireAbove(actor, target);

        await MemberRemovals.BanAsync(entry, audit, caller, actor.DisplayName, target, person);
    }

    // A time that is past lets them speak: null in JSON is the same as nothing named.
    private async ValueTask SilenceAsync(LogEntry entry, Caller caller, MemberRow actor, MemberRow? target, DateTimeOffset named)
    {
        if (target is not { Status: MemberStatus.Active })
            throw new Refusal(Errors.NotFound, "That person is not an active member.");
        if (target.UserN == actor.UserN)
            throw new Refusal(Errors.ValidationFailed, "Nobody silences themselves.");

        MemberRules.RequireAbove(actor, target);
        var until = named > entry.Now ? DateTimeOffset.FromUnixTimeMilliseconds(named.ToUnixTimeMilliseconds()) : (DateTimeOffset?)null;
        if (until == target.SilencedUntil)
            return;

        await MemberSteps.SilenceAsync(entry, target, until, caller);
        await MemberRemovals.NoteAsync(
            entry, audit, caller, until is null ? AuditActions.SilenceEnded : AuditActions.MemberSilenced, target.UserId, until);
    }

    private async ValueTask LiftBanAsync(LogEntry entry, Caller caller, MemberRow? target)
    {
        if (target is not { Status: MemberStatus.Banned })
            throw new Refusal(Errors.NotFound, "That person is not banned.");

        await MemberSteps.UpdateAsync(entry, target.UserN, MemberRole.Member, MemberStatus.Left, caller);
        await MemberRemovals.NoteAsync(entry, audit, caller, AuditActions.BanLifted, target.UserId);
    }
}
