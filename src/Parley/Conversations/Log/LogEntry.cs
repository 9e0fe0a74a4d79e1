using Parley.Access;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Conversations.Log;

/// <summary>One step of a conversation inside the lane's transaction: its rows, its numbers, and what will be told.</summary>
public sealed class LogEntry(
    Transaction transaction, long conversationN, ConversationId conversation, UserNumbers users, DateTimeOffset now)
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

        transaction.MessageStored(conversationN, transaction.LastRow);
        await transaction.WriteAsync($"""
            update members set read_ordinal = {position.Ordinal} where conversation_n = {conversationN} and user_n = {message.SenderN}
            """);
        if (message.Quoted is { } quoted)
            await transaction.WriteAsync($"update messages set reply_count = reply_count + 1 where n = {quoted.N}");

        var view = new MessageView(
            message.Id, conversation, position.Seq, position.Ordinal, await users.IdAsync(message.SenderN), message.Type, message.Content,
            message.Quoted?.View.MessageId, message.Source?.Id, [], [], [], 0, message.Metadata, now, null, null, message.Quoted?.View,
            message.Source?.View);
        Tell(position.Seq, new MessagePosted(conversation, position.Seq, view));
        return view;
    }

    /// <summary>The same step for a conversation whose row has just been made.</summary>
    public LogEntry For(long newConversationN) => new(transaction, newConversationN, conversation, users, now);

    /// <summary>Takes the next number for a change and stores what happened to which row.</summary>
    public async ValueTask<long> ChangeAsync(ChangeKind kind, long subjectN, long actorN, string? data = null)
    {
        var position = await transaction.NextChangeAsync(conversationN);
        await transaction.WriteAsync($"""
            insert into changes (conversation_n, seq, ordinal, kind, subject_n, actor_n, data, at)
            values ({conversationN}, {position.Seq}, {position.Ordinal}, {kind}, {subjectN}, {actorN}, {data}, {now})
            """);
        return position.Seq;
    }

    public void Tell(long seq, ChatEvent happened) => Tell(new Announcement(conversationN, conversation, seq, happened));

    public void Tell(Announcement announcement) => transaction.Tell(announcement);

    public ValueTask<UserId> UserIdAsync(long userN) => users.IdAsync(userN);
}

/// <summary>A message about to be stored.</summary>
public sealed record NewMessage(MessageId Id, long WorkspaceN, long SenderN, MessageType Type, string Content)
{
    public QuotedMessage? Quoted { get; init; }

    public ForwardedMessage? Source { get; init; }

    public System.Text.Json.JsonElement? Metadata { get; init; }
}

/// <summary>The message that a reply answers.</summary>
public sealed record QuotedMessage(long N, QuoteView View);

/// <summary>The message that a forward repeats.</summary>
public sealed record ForwardedMessage(long N, MessageId Id, ForwardView View);
