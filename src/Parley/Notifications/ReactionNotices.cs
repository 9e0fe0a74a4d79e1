using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Notifications;

/// <summary>Tells an author that somebody put an emoji under their message: one notification for all of them.</summary>
internal sealed class ReactionNotices(Reading reading, Notifier notifier)
{
    public async ValueTask AddedAsync(LogEntry entry, long messageN, long actorN, string emoji)
    {
        var transaction = entry.Transaction;
        var message = (await transaction.FindAsync($"""
            select id, sender_n, ordinal, type, substr(content, 1, {Excerpt.Letters}) from messages where n = {messageN}
            """, row => new { Id = row.Id<MessageId>(0), SenderN = row.Long(1), Ordinal = row.Long(2), Type = row.Enum<MessageType>(3), Text = row.Text(4) }))!;
        if (message.SenderN == actorN || message.Type == MessageType.System
            || await Recipient.OneAsync(transaction, entry.ConversationN, message.SenderN) is not { } author)
            return;

        var news = await News.OfAsync(entry, actorN) with
        {
            MessageN = messageN,
            Message = message.Id,
            Ordinal = message.Ordinal,
            Excerpt = message.Text,
            Emoji = emoji,
        };
        var isBlocked = await Blocked.IsBlockedAsync(transaction, author.UserN, actorN);
        await notifier.RaiseAsync(entry, author, news, Rules.ForReaction(news.ConversationType, author, isBlocked, entry.Now));
    }

    /// <summary>What is left is told of by whoever reacted last; with none left there is nothing to tell.</summary>
    public async ValueTask RemovedAsync(LogEntry entry, long messageN)
    {
        var transaction = entry.Transaction;
        if (await transaction.FindAsync($"""
            select n, id, user_n from notifications where message_n = {messageN} and type > 0 and type = {NotificationType.Reaction}
            """, row => new Entry(row.Long(0), row.Id<NotificationId>(1), row.Long(2))) is not { } notification)
            return;

        var lastN = await transaction.NumberAsync($"""
            select user_n from reactions where message_n = {messageN} and user_n <> {notification.UserN} order by n desc limit 1
            """);
        if (lastN == 0)
            await reading.RemoveAsync(transaction, [notification], entry.Now);
        else
            await transaction.WriteAsync($"""
                update notifications set actor_n = {lastN}, count = case when count > 1 then count - 1 else 1 end where n = {notification.N}
                """);
    }
}
