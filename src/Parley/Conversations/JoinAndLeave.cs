using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Joins a public conversation, or leaves one's own.</summary>
public sealed class JoinAndLeaveHandler(ConversationAccess access, Database database, ConversationLog log)
{
    /// <summary>Joining twice is the same as once.</summary>
    /// <exception cref="Refusal"><c>not_found</c> where it is private, <c>banned</c> to who is.</exception>
    public async Task JoinAsync(Caller caller, ConversationId id, CancellationToken ct)
    {
        var found = await database.FindAsync($"""
            select c.n, c.visibility from conversations c
            where c.id = {id} and c.workspace_n = {caller.WorkspaceN} and c.deleted_at is null
            """, row => new { N = row.Long(0), Visibility = row.Enum<Visibility>(1) }, ct) ?? throw new Refusal(Errors.NotFound);
        await log.AppendAsync(found.N, id, async entry =>
        {
            var isPublic = await entry.Transaction.NumberAsync($"""
                select 1 from conversations where n = {found.N} and visibility = {Visibility.Public} and deleted_at is null
                """) == 1;
            var member = await MemberRow.FindAsync(entry.Transaction, found.N, caller.UserN);
            if (member?.Status == MemberStatus.Active)
                return member;
            if (!isPublic)
                throw new Refusal(Errors.NotFound);
            if (member?.Status == MemberStatus.Banned)
                throw new Refusal(Errors.Banned, "You are banned from this conversation.");

            var joined = await MemberSteps.JoinAsync(entry, caller.UserN, MemberRole.Member, caller.UserN);
            await MemberSteps.SayAsync(entry, caller, "member_joined", $"{joined.DisplayName} joined", [caller.UserId]);
            return joined;
        }, ct);
    }

    /// <exception cref="Refusal"><c>last_owner</c>: hand the conversation over first.</exception>
    public async Task LeaveAsync(Caller caller, ConversationId id, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Leave, ct);
        await log.AppendAsync(membership, async entry =>
        {
            var member = await MemberRules.RequireAsync(entry, membership, caller, Permission.Leave);
            await MemberRules.RequireAnotherOwnerAsync(entry, member);
            await MemberSteps.LeaveAsync(entry, member, MemberStatus.Left, caller);
            await MemberSteps.SayAsync(entry, caller, "member_left", $"{member.DisplayName} left", [caller.UserId]);
            return member;
        }, ct);
    }
}
