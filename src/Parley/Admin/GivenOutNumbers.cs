using Parley.Protocol;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>
/// Removes rows whose numbers others may name (a forward its source, a follower of the log its place). SQLite gives out the highest number
/// plus one, so the row that has the highest stays behind without any content, in no workspace, until a later one has come.
/// </summary>
internal static class GivenOutNumbers
{
    public static async ValueTask RemoveMessagesAsync(Transaction transaction, long conversationN, long upToOrdinal)
    {
        await transaction.WriteAsync($"delete from messages where conversation_n = 0 and n < (select max(n) from messages)");
        await transaction.WriteAsync($"""
            update messages set id = {MessageId.New()}, workspace_n = 0, conversation_n = 0, seq = 0, ordinal = n, sender_n = 0, type = 0, content = '',
                reply_to_n = null, forward_from_n = null, metadata = null, reply_count = 0, reaction_count = 0, extras = 0, edited_at = null, deleted_at = 0
            where n = (select max(n) from messages) and conversation_n = {conversationN} and ordinal <= {upToOrdinal}
            """);
        await transaction.WriteAsync($"delete from messages where conversation_n = {conversationN} and ordinal <= {upToOrdinal}");
    }

    public static async ValueTask RemoveChangesAsync(Transaction transaction, long conversationN, long upToSeq)
    {
        await transaction.WriteAsync($"delete from changes where conversation_n = 0 and n < (select max(n) from changes)");
        await transaction.WriteAsync($"""
            update changes set conversation_n = 0, seq = n, ordinal = 0, kind = 0, subject_n = 0, actor_n = 0, data = null, at = 0
            where n = (select max(n) from changes) and conversation_n = {conversationN} and seq <= {upToSeq}
            """);
        await transaction.WriteAsync($"delete from changes where conversation_n = {conversationN} and seq <= {upToSeq}");
    }

    public static async ValueTask RemoveConversationAsync(Transaction transaction, long n)
    {
        await transaction.WriteAsync($"delete from conversations where workspace_n = 0 and n < (select max(n) from conversations)");
        await transaction.WriteAsync($"""
            update conversations set id = {ConversationId.New()}, workspace_n = 0, title = null, description = null, visibility = 0, context_type = null,
                context_id = null, direct_key = null, member_count = 0, created_by_n = 0, created_at = 0
            where n = {n} and n = (select max(n) from conversations)
            """);
        await transaction.WriteAsync($"delete from conversations where n = {n} and workspace_n <> 0");
    }
}
