using Parley.Access;
using Parley.Audit;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>Deletes messages of whichever conversation, or brings them back: one, or up to 1,000 with a result for each.</summary>
public sealed class ChangeMessagesHandler(AdminAccess access, Database database, ConversationLog log, AuditLog audit)
{
    /// <summary>Shows nothing of it: who may read it hears it as an update.</summary>
    public async Task RestoreAsync(Caller caller, string? workspace, MessageId id, CancellationToken ct) =>
        await DoAsync(await access.RequireAsync(caller, workspace, ct), id, MessageAction.Restore, ct);

    public async Task<BulkResults> BulkAsync(Caller caller, string? workspace, AdminBulkMessages command, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        return Bulk.Of(await Task.WhenAll(command.Ids.Distinct().Select(id =>
            Bulk.TryAsync(id.ToString(), () => DoAsync(admin, id, command.Action, ct)))));
    }

    private async Task DoAsync(Caller admin, MessageId id, MessageAction action, CancellationToken ct)
    {
        var found = await database.FindAsync($"""
            select m.n, c.n, c.id from messages m join conversations c on c.n = m.conversation_n
            where m.id = {id} and m.workspace_n = {admin.WorkspaceN}
            """, row => new { N = row.Long(0), ConversationN = row.Long(1), Conversation = row.Id<ConversationId>(2) }, ct)
            ?? throw new Refusal(Errors.NotFound);
        await log.AppendAsync(found.ConversationN, found.Conversation, async entry =>
        {
            if (action == MessageAction.Restore
                && await entry.Transaction.NumberAsync($"select 1 from conversations where n = {found.ConversationN} and deleted_at is null") == 0)
                throw new Refusal(Errors.ConversationGone);

            var changed = action == MessageAction.Delete
                ? await entry.EraseAsync(found.N, id, admin.UserN)
                : await KeptMessages.RestoreAsync(entry, found.N, admin.UserN);
            if (changed)
                await audit.NoteAsync(
                    entry.Transaction, admin, action == MessageAction.Delete ? AuditActions.MessageDeleted : AuditActions.MessageRestored,
                    $"message:{id}", ("conversation_id", found.Conversation.ToString()), ("by", "administration"));
            return changed;
        }, ct);
    }
}
