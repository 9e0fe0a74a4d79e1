using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Messages;

/// <summary>
/// What an event tells of messages without carrying them, for dialects whose frames do: answers at once, on the publisher's thread. Whoever
/// hears the event may see what it names.
/// </summary>
public sealed class ToldMessages(Database database, MessageViews views)
{
    /// <summary>More than these are not named one by one: the newest are.</summary>
    public const int Named = 500;

    /// <summary>A message as everybody in its conversation sees it now; nothing when it is gone.</summary>
    public ToldMessage? Find(ConversationId conversation, MessageId id) => FindAsync(conversation, id).AtOnce();

    /// <summary>
    /// The numbers of the messages between two ordinals (the first not among them) that are not this reader's own and are not deleted; the
    /// oldest first.
    /// </summary>
    public IReadOnlyList<long> Numbers(long conversationN, long readerN, long after, long upTo) => database.QueryAsync($"""
        select n from (
            select n from messages where conversation_n = {conversationN} and ordinal > {after} and ordinal <= {upTo}
                and sender_n <> {readerN} and deleted_at is null and type <> {MessageType.System}
            order by ordinal desc limit {Named}) order by n
        """, row => row.Long(0)).AtOnce();

    private async ValueTask<ToldMessage?> FindAsync(ConversationId conversation, MessageId id)
    {
        var rows = await database.QueryAsync(
            $"select {MessageViews.Columns}, m.conversation_n from messages m where m.id = {id} and m.deleted_at is null",
            row => (Row: MessageViews.From(row), ConversationN: row.Long(MessageViews.ColumnCount)));
        return rows is [var found]
            ? new((await views.ReadAsync(database, conversation, [found.Row], viewerN: null, CancellationToken.None))[0], found.ConversationN)
            : null;
    }
}

/// <summary>A message, and the number of its conversation.</summary>
public sealed record ToldMessage(MessageView Message, long ConversationN);
