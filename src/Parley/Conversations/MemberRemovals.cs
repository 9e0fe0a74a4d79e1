using Parley.Access;
using Parley.Audit;
using Parley.Conversations.Log;
using Parley.People;
using Parley.Protocol;

namespace Parley.Conversations;

/// <summary>
/// Kicks and bans with the line that says so and the note in the audit log. Whoever calls has looked whether they may, except that a
/// conversation keeps an owner.
/// </summary>
internal static class MemberRemovals
{
    /// <summary>They may come back when asked, or where it is public.</summary>
    /// <exception cref="Refusal"><c>not_found</c> where they are no active member, <c>last_owner</c>.</exception>
    public static async ValueTask KickAsync(LogEntry entry, AuditLog audit, Caller caller, string actorName, MemberRow? target)
    {
        if (target is not { Status: MemberStatus.Active })
            throw new Refusal(Errors.NotFound, "That person is not an active member.");

        await MemberRules.RequireAnotherOwnerAsync(entry, target);
        await MemberSteps.LeaveAsync(entry, target, MemberStatus.Kicked, caller);
        await MemberSteps.SayAsync(entry, caller, "member_removed", $"{actorName} removed {target.DisplayName}", [target.UserId]);
        await NoteAsync(entry, audit, caller, AuditActions.MemberKicked, target.UserId);
    }

    /// <summary>They cannot come back until the ban is lifted; also somebody who was never there. Twice is the same as once.</summary>
    /// <exception cref="Refusal"><c>last_owner</c>.</exception>
    public static async ValueTask BanAsync(LogEntry entry, AuditLog audit, Caller caller, string actorName, MemberRow? target, Person person)
    {
        switch (target)
        {
            case { Status: MemberStatus.Banned }:
                return;
            case { Status: MemberStatus.Active }:
                await MemberRules.RequireAnotherOwnerAsync(entry, target);
                await MemberSteps.LeaveAsync(entry, target, MemberStatus.Banned, caller);
                await MemberSteps.SayAsync(entry, caller, "member_banned", $"{actorName} banned {target.DisplayName}", [target.UserId]);
                break;
            default:
                await MemberSteps.UpdateAsync(entry, person.N, MemberRole.Member, MemberStatus.Banned, caller);
                break;
        }

        await NoteAsync(entry, audit, caller, AuditActions.MemberBanned, person.Id);
    }

    /// <summary>Notes what was done to a member.</summary>
    public static ValueTask NoteAsync(LogEntry entry, AuditLog audit, Caller caller, string action, UserId member, DateTimeOffset? until = null) =>
        until is null
            ? audit.NoteAsync(entry.Transaction, caller, action, $"user:{member}", ("conversation_id", $"{entry.Conversation}"))
            : audit.NoteAsync(
                entry.Transaction, caller, action, $"user:{member}", ("conversation_id", $"{entry.Conversation}"), ("until", $"{until:O}"));
}
