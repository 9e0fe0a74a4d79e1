using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Conversations;

/// <summary>What must hold inside the transaction when people's rights change, because they may have changed since the first look.</summary>
internal static class MemberRules
{
    /// <summary>The caller's own row, once more inside the transaction.</summary>
    /// <exception cref="Refusal">They are no longer an active member, or their role no longer allows it.</exception>
    public static async ValueTask<MemberRow> RequireAsync(LogEntry entry, Membership membership, Caller caller, Permission permission)
    {
        var isDeleted = await entry.Transaction.NumberAsync($"select 1 from conversations where n = {entry.ConversationN} and deleted_at is not null");
        var actor = await MemberRow.FindAsync(entry.Transaction, entry.ConversationN, caller.UserN);
        if (isDeleted == 1 || actor is not { Status: MemberStatus.Active })
            throw new Refusal(Errors.NotFound);

        return Permissions.Allows(membership.Type, actor.Role, permission) ? actor : throw new Refusal(Errors.Forbidden);
    }

    /// <summary>Nobody acts on who stands as high as themselves or higher; owners act on everybody.</summary>
    public static void RequireAbove(MemberRow actor, MemberRow target)
    {
        if (actor.Role != MemberRole.Owner && target.Role >= actor.Role)
            throw new Refusal(Errors.Forbidden, "That member's role is not below yours.");
    }

    /// <summary>A conversation always has an owner who is an active member.</summary>
    public static async ValueTask RequireAnotherOwnerAsync(LogEntry entry, MemberRow leaving)
    {
        if (leaving is not { Role: MemberRole.Owner, Status: MemberStatus.Active })
            return;

        var others = await entry.Transaction.NumberAsync($"""
            select count(*) from members where conversation_n = {entry.ConversationN} and role = {MemberRole.Owner}
                and status = {MemberStatus.Active} and user_n <> {leaving.UserN}
            """);
        if (others == 0)
            throw new Refusal(Errors.LastOwner);
    }
}
