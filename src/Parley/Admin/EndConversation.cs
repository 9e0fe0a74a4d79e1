using Parley.Access;
using Parley.Audit;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>Deletes any conversation of the workspace, or brings one back for all who were its members.</summary>
public sealed class EndConversationHandler(AdminAccess access, Database database, ConversationLog log, ConversationViews views, AuditLog audit)
{
    /// <summary>Deleting twice is the same as once.</summary>
    public async Task DeleteAsync(Caller caller, string? workspace, ConversationId id, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var conversation = await FoundConversation.RequireAsync(database, admin, id, ct);
        await log.AppendAsync(conversation.N, id, async entry =>
        {
            if (await entry.Transaction.NumberAsync($"select 1 from conversations where n = {conversation.N} and deleted_at is not null") == 1)
                return false;

            await audit.NoteAsync(entry.Transaction, admin, AuditActions.ConversationDeleted, $"conversation:{id}", ("by", "administration"));
            await entry.EndAsync(admin.UserN);
            return true;
        }, ct);
    }

    /// <summary>Its members hear that it begins, with all that was in it; one that is there stays as it is.</summary>
    /// <exception cref="Refusal"><c>purged</c>, or <c>context_taken</c> where another one has taken its place.</exception>
    public async Task RestoreAsync(Caller caller, string? workspace, ConversationId id, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var conversation = await FoundConversation.RequireAsync(database, admin, id, ct);
        await log.AppendAsync(conversation.N, id, async entry =>
        {
            var transaction = entry.Transaction;
            if (await transaction.NumberAsync($"select 1 from conversations where n = {conversation.N} and deleted_at is null") == 1)
                return false;
            if (await transaction.NumberAsync($"select 1 from purges where subject_n = {conversation.N} and kind = {PurgeKind.Conversation}") == 1)
                throw new Refusal(Errors.Purged);

            var members = await transaction.QueryAsync(
                $"select user_n from members where conversation_n = {conversation.N} and status = {MemberStatus.Active} order by user_n", row => row.Long(0));
            var directKey = conversation.Type == ConversationType.Direct ? $"{members[0]}:{members[^1]}" : null;
            await RequirePlaceAsync(transaction, conversation.N, directKey);
            await transaction.WriteAsync($"update conversations set deleted_at = null, direct_key = {directKey} where n = {conversation.N}");
            await audit.NoteAsync(transaction, admin, AuditActions.ConversationRestored, $"conversation:{id}");

            var seq = await entry.ChangeAsync(ChangeKind.ConversationCreated, conversation.N, admin.UserN);
            await transaction.StoreHeadAsync(conversation.N);
            var view = await views.ReadSharedAsync(transaction, conversation.N);
            var back = new ConversationCreated(id, seq, view);
            entry.Tell(new Announcement(conversation.N, id, seq, back)
            {
                Joining = members,
                Alters = true,
                Instead = await Newcomers.InsteadAsync(transaction, conversation.N, view, seen => back with { Conversation = seen }),
            });
            return true;
        }, ct);
    }

    private static async ValueTask RequirePlaceAsync(Transaction transaction, long conversationN, string? directKey)
    {
        var taken = await transaction.NumberAsync($"""
            select 1 from conversations c join conversations o on o.workspace_n = c.workspace_n and o.n <> c.n
            where c.n = {conversationN} and ((o.context_type = c.context_type and o.context_id = c.context_id and o.deleted_at is null)
                or o.direct_key = {directKey}) limit 1
            """);
        if (taken == 1)
            throw new Refusal(Errors.ContextTaken);
    }
}
