using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Drafts;

/// <summary>Rows of <c>drafts</c>.</summary>
internal static class DraftRow
{
    /// <summary>The columns that <see cref="From"/> reads, of <c>drafts d</c> and <c>conversations c</c>.</summary>
    public static readonly SqlText Columns = new("c.id, d.content, d.reply_to, d.attachment_ids, d.version, d.updated_at");

    public static DraftView From(Row row) => new(
        row.Id<ConversationId>(0), row.Text(1), row.IdOrNull<MessageId>(2),
        [.. row.Text(3).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)], row.Long(4), row.Time(5));

    public static ValueTask<DraftView?> FindAsync(Queries queries, long conversationN, long userN, CancellationToken ct = default) =>
        queries.FindAsync($"""
            select {Columns} from drafts d join conversations c on c.n = d.conversation_n
            where d.user_n = {userN} and d.conversation_n = {conversationN}
            """, From, ct);

    /// <summary>Deletes one and tells its owner's devices; nothing where there is none.</summary>
    public static async ValueTask DeleteAsync(Transaction transaction, long conversationN, ConversationId conversation, long userN)
    {
        if (await transaction.WriteAsync($"delete from drafts where user_n = {userN} and conversation_n = {conversationN}") > 0)
            transaction.Tell(new PersonalAnnouncement(userN, new DraftUpdated(conversation, null)));
    }
}
