using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Conversations;

/// <summary>Ends a conversation for all its members. The rows stay for audit until they are purged.</summary>
public sealed class DeleteConversationHandler(ConversationAccess access, ConversationLog log)
{
    public async Task HandleAsync(Caller caller, ConversationId id, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.DeleteConversation, ct);
        await log.AppendAsync(membership, async entry =>
        {
            await MemberRules.RequireAsync(entry, membership, caller, Permission.DeleteConversation);
            await entry.Transaction.WriteAsync($"update conversations set deleted_at = {entry.Now} where n = {entry.ConversationN}");
            var seq = await entry.ChangeAsync(ChangeKind.ConversationDeleted, entry.ConversationN, caller.UserN);
            entry.Tell(new(entry.ConversationN, id, seq, new ConversationDeleted(id, seq, caller.UserId)) { Ends = true });
            return seq;
        }, ct);
    }
}
