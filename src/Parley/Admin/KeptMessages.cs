using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Workspaces;

namespace Parley.Admin;

/// <summary>
/// Keeps what a deleted message said (text, metadata, earlier wordings) out of everybody's reach until it is brought back or purged.
/// With no days to keep it for, nothing is kept, not even for a moment.
/// </summary>
public sealed class KeptMessages(RestoreTime restoreTime, PurgeChore purge) : ILogCompanion
{
    public async ValueTask ErasingAsync(LogEntry entry, long messageN)
    {
        var workspaceN = await entry.Transaction.NumberAsync($"select workspace_n from messages where n = {messageN} and deleted_at is null");
        if (workspaceN == 0 || await restoreTime.OfAsync(workspaceN, CancellationToken.None) == TimeSpan.Zero)
            return;

        await entry.Transaction.WriteAsync($"""
            insert into kept_messages (message_n, workspace_n, conversation_n, content, metadata, deleted_at)
            select n, workspace_n, conversation_n, content, metadata, {entry.Now} from messages where n = {messageN}
            """);
        await entry.Transaction.WriteAsync($"""
            insert into kept_edits (message_n, editor_n, content, replaced_at)
            select message_n, editor_n, content, replaced_at from message_edits where message_n = {messageN} order by n
            """);
    }

    /// <summary>Where nothing is kept, a deleted conversation is purged at once and not within the hour.</summary>
    public ValueTask ChangedAsync(LogEntry entry, ChangeKind kind, long subjectN, long actorN, string? data)
    {
        if (kind == ChangeKind.ConversationDeleted)
            entry.Transaction.Tell(purge);
        return default;
    }

    /// <summary>Puts it back and tells it to all members. Reactions are not kept. One that is there stays as it is.</summary>
    /// <exception cref="Refusal"><c>purged</c> where nothing was kept, or no longer.</exception>
    public static async ValueTask<bool> RestoreAsync(LogEntry entry, long messageN, long actorN)
    {
        var transaction = entry.Transaction;
        if (await transaction.NumberAsync($"select 1 from messages where n = {messageN} and deleted_at is null") == 1)
            return false;

        var restored = await transaction.WriteAsync($"""
            update messages set deleted_at = null, content = (select content from kept_messages where message_n = {messageN}),
                metadata = (select metadata from kept_messages where message_n = {messageN})
            where n = {messageN} and exists (select 1 from kept_messages where message_n = {messageN})
            """);
        if (restored == 0)
            throw new Refusal(Errors.Purged);

        await transaction.WriteAsync($"""
            insert into message_edits (message_n, editor_n, content, replaced_at)
            select message_n, editor_n, content, replaced_at from kept_edits where message_n = {messageN} order by n
            """);
        await transaction.WriteAsync($"delete from kept_edits where message_n = {messageN}");
        await transaction.WriteAsync($"delete from kept_messages where message_n = {messageN}");
        await entry.RestoredAsync(messageN, actorN);
        return true;
    }
}
