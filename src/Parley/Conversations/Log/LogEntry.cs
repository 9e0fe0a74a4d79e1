using Parley.Access;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Conversations.Log;

/// <summary>One step of a conversation inside the lane's transaction: its rows, its numbers, and what will be told.</summary>
public sealed class LogEntry(
    Transaction transaction, long conversationN, ConversationId conversation, ConversationLog log, DateTimeOffset now)
{
    public Transaction Transaction => transaction;

    public long ConversationN => conversationN;

    public ConversationId Conversation => conversation;

    public DateTimeOffset Now => now;

    /// <summary>Stores a new message, moves its sender's read position to it, and tells it.</summary>
    /// <exception cref="Refusal"><c>id_taken</c>; if it is the entry's first step, nothing else in the commit is disturbed.</exception>
    public async ValueTask<MessageView> PostAsync(NewMessage message)
    {
        var position = await transaction.NextMessageAsync(conversationN, now);
        var inserted = await transaction.WriteAsync($"""
            insert into messages (id, workspace_n, conversation_n, seq, ordinal, sender_n, type, content, reply_to_n, forward_from_n,
                metadata, created_at)
            values ({message.Id}, {message.WorkspaceN}, {conversationN}, {position.Seq}, {position.Ordinal}, {message.SenderN},
                {message.Type}, {message.Content}, {message.Quoted?.N}, {message.Source?.N}, {message.Metadata?.GetRawText()}, {now})
            on conflict do nothing
            """);
        if (inserted == 0)
            throw new Refusal(Errors.IdTaken);

        var messageN = transaction.LastRow;
        transaction.MessageStored(conversationN, messageN);
        await transaction.WriteAsync($"""
            update members set read_ordinal = {position.Ordinal}, unread_from = null where conversation_n = {conversationN} and user_n = {message.SenderN}
            """);
        if (message.Quoted is { } quoted)
            await transaction.WriteAsync($"update messages set reply_count = reply_count + 1 where n = {quoted.N}");

        var view = new MessageView(
            message.Id, conversation, position.Seq, position.Ordinal, await UserIdAsync(message.SenderN), message.Type, message.Content,
            message.Quoted?.View.MessageId, message.Source?.Id, [], [], [], 0, message.Metadata, now, null, null, message.Quoted?.View,
            message.Source?.View)
        {
            N = messageN,
        };
        var stored = new StoredMessage(messageN, message.WorkspaceN, position.Ordinal, message.SenderN, message.Type, message.Content) { Draft = message };
        for (var i = 0; i < log.Companions.Length; i++)
            view = await log.Companions[i].PostedAsync(this, stored, view);

        var posted = new MessagePosted(conversation, position.Seq, view);
        Tell(new Announcement(conversationN, conversation, position.Seq, posted)
        {
            Instead = message.Quoted is null ? [] : await Newcomers.InsteadAsync(
                transaction, conversationN, posted, view, message.Quoted.Ordinal, changed => posted with { Message = changed }),
        });
        return view;
    }

    /// <summary>Gives a message new words, keeps the old ones as its history, and tells it. Whoever calls has looked whether it may be.</summary>
    public async ValueTask RewordAsync(long messageN, long editorN, string content)
    {
        await transaction.WriteAsync($"""
            insert into message_edits (message_n, editor_n, content, replaced_at)
            select n, {editorN}, content, {now} from messages where n = {messageN}
            """);
        await transaction.WriteAsync($"update messages set content = {content}, edited_at = {now} where n = {messageN}");
        await RewordedAsync(messageN, editorN);
    }

    /// <summary>Tells a message whose row has already been changed, as it is now.</summary>
    public ValueTask RewordedAsync(long messageN, long actorN) => RewordedAsync(ChangeKind.MessageUpdated, messageN, actorN);

    /// <summary>Tells a message as it is now, because something that hangs on it changed and not its words: no companion is asked.</summary>
    public ValueTask RetellAsync(long messageN, long actorN) => RetellAsync(ChangeKind.MessageUpdated, messageN, actorN);

    /// <summary>Tells a message whose row has its words back after a deletion; its target has one more answer again.</summary>
    public async ValueTask RestoredAsync(long messageN, long actorN)
    {
        await transaction.WriteAsync($"""
            update messages set reply_count = reply_count + 1 where n = (select reply_to_n from messages where n = {messageN})
            """);
        await RewordedAsync(ChangeKind.MessageRestored, messageN, actorN);
    }

    private async ValueTask RewordedAsync(ChangeKind kind, long messageN, long actorN)
    {
        var stored = (await transaction.FindAsync(
            $"select n, workspace_n, ordinal, sender_n, type, content from messages where n = {messageN}",
            row => new StoredMessage(row.Long(0), row.Long(1), row.Long(2), row.Long(3), row.Enum<MessageType>(4), row.Text(5))))!;
        for (var i = 0; i < log.Companions.Length; i++)
            await log.Companions[i].RewordedAsync(this, stored);

        await RetellAsync(kind, messageN, actorN);
    }

    private async ValueTask RetellAsync(ChangeKind kind, long messageN, long actorN)
    {
        var shared = await log.Views.ReadOneAsync(transaction, conversation, messageN, viewerN: null, CancellationToken.None);
        var seq = await ChangeAsync(kind, messageN, actorN, MessageCounts.Of(shared));
        var quotedOrdinal = shared.Quote is null ? null : await transaction.FindAsync(
            $"select q.ordinal from messages m join messages q on q.n = m.reply_to_n where m.n = {messageN}", row => (object)row.Long(0));
        var updated = new MessageUpdated(conversation, seq, shared, kind == ChangeKind.MessageRestored ? true : null);
        Tell(new Announcement(conversationN, conversation, seq, updated)
        {
            Instead = await Newcomers.InsteadAsync(
                transaction, conversationN, updated, shared, (long?)quotedOrdinal, changed => updated with { Message = changed }),
        });
    }

    /// <summary>
    /// Deletes a message: its text, metadata, earlier wordings, reactions and whatever companions made of it are overwritten, its place and
    /// its number stay. False when it was deleted before.
    /// </summary>
    public async ValueTask<bool> EraseAsync(long messageN, MessageId id, long actorN)
    {
        for (var i = 0; i < log.Companions.Length; i++)
            await log.Companions[i].ErasingAsync(this, messageN);

        var erased = await transaction.WriteAsync($"""
            update messages set content = '', metadata = null, reaction_count = 0, extras = 0, deleted_at = {now}
            where n = {messageN} and deleted_at is null
            """);
        if (erased == 0)
            return false;

        for (var i = 0; i < log.Companions.Length; i++)
            await log.Companions[i].ErasedAsync(this, messageN);

        await transaction.WriteAsync($"delete from message_edits where message_n = {messageN}");
        await transaction.WriteAsync($"delete from reactions where message_n = {messageN}");
        await transaction.WriteAsync($"""
            update messages set reply_count = reply_count - 1 where n = (select reply_to_n from messages where n = {messageN})
            """);
        var seq = await ChangeAsync(ChangeKind.MessageDeleted, messageN, actorN);
        Tell(seq, new MessageDeleted(conversation, seq, id, await UserIdAsync(actorN), now));
        return true;
    }

    /// <summary>
    /// Ends the conversation for all its members; its rows stay until they are purged. A pair may have another one from now on.
    /// </summary>
    public async ValueTask EndAsync(long actorN)
    {
        await transaction.WriteAsync($"update conversations set deleted_at = {now}, direct_key = null where n = {conversationN}");
        var seq = await ChangeAsync(ChangeKind.ConversationDeleted, conversationN, actorN);
        Tell(new(conversationN, conversation, seq, new ConversationDeleted(conversation, seq, await UserIdAsync(actorN))) { Ends = true });
    }

    /// <summary>The same step for a conversation whose row has just been made.</summary>
    public LogEntry For(long newConversationN) => new(transaction, newConversationN, conversation, log, now);

    /// <summary>Takes the next number for a change and stores what happened to which row.</summary>
    public async ValueTask<long> ChangeAsync(ChangeKind kind, long subjectN, long actorN, string? data = null)
    {
        var position = await transaction.NextChangeAsync(conversationN);
        await transaction.WriteAsync($"""
            insert into changes (conversation_n, seq, ordinal, kind, subject_n, actor_n, data, at)
            values ({conversationN}, {position.Seq}, {position.Ordinal}, {kind}, {subjectN}, {actorN}, {data}, {now})
            """);
        for (var i = 0; i < log.Companions.Length; i++)
            await log.Companions[i].ChangedAsync(this, kind, subjectN, actorN, data);

        return position.Seq;
    }

    /// <summary>Lets companions know that somebody has read.</summary>
    public async ValueTask ReadAsync(long userN, long ordinal, bool moved)
    {
        for (var i = 0; i < log.Companions.Length; i++)
            await log.Companions[i].ReadAsync(this, userN, ordinal, moved);
    }

    public void Tell(long seq, ChatEvent happened) => Tell(new Announcement(conversationN, conversation, seq, happened));

    public void Tell(Announcement announcement) => transaction.Tell(announcement);

    public ValueTask<UserId> UserIdAsync(long userN) => log.Users.IdAsync(userN);
}
