using Parley.Access;
using Parley.Audit;
using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Conversations;

/// <summary>Ends a conversation for all its members. The rows stay for audit until they are purged.</summary>
public sealed class DeleteConversationHandler(ConversationAccess access, ConversationLog log, AuditLog audit)
{
    public async Task HandleAsync(Caller caller, ConversationId id, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.DeleteConversation, ct);
        await log.AppendAsync(membership, async entry =>
        {
            await MemberRules.RequireAsync(entry, membership, caller, Permission.DeleteConversation);
            await audit.NoteAsync(entry.Transaction, caller, AuditActions.ConversationDeleted, $"conversation:{id}");
            await entry.EndAsync(caller.UserN);
            return true;
        }, ct);
    }
}
