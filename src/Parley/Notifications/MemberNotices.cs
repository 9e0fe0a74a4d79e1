using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Who comes to a conversation is told of it and watched over; who goes takes all their notifications of it along (P5).</summary>
internal sealed class MemberNotices(Watchers watchers, Reading reading, Notifier notifier)
{
    public async ValueTask BegunAsync(LogEntry entry, long actorN)
    {
        var news = await News.OfAsync(entry, actorN);
        foreach (var person in await Recipient.EverybodyAsync(entry.Transaction, entry.ConversationN, exceptN: 0))
            await WelcomeAsync(entry, person, news);
    }

    public async ValueTask JoinedAsync(LogEntry entry, long userN, long actorN)
    {
        if (await Recipient.OneAsync(entry.Transaction, entry.ConversationN, userN) is { } person)
            await WelcomeAsync(entry, person, await News.OfAsync(entry, actorN));
    }

    public async ValueTask LeftAsync(LogEntry entry, long userN)
    {
        var transaction = entry.Transaction;
        await Watchers.RemoveAsync(transaction, entry.ConversationN, userN);
        await transaction.WriteAsync($"""
            delete from conversation_notification_settings where conversation_n = {entry.ConversationN} and user_n = {userN}
            """);
        await reading.RemoveAsync(transaction, await transaction.QueryAsync($"""
            select n, id, user_n from notifications where conversation_n = {entry.ConversationN} and user_n = {userN}
            """, From), entry.Now);
    }

    public async ValueTask EndedAsync(LogEntry entry) => await reading.RemoveAsync(entry.Transaction, await entry.Transaction.QueryAsync(
        $"select n, id, user_n from notifications where conversation_n = {entry.ConversationN}", From), entry.Now);

    private static Entry From(Row row) => new(row.Long(0), row.Id<NotificationId>(1), row.Long(2));

    // A direct conversation tells of itself by its first message.
    private async ValueTask WelcomeAsync(LogEntry entry, Recipient person, News news)
    {
        await watchers.SetAsync(entry.Transaction, entry.ConversationN, news.ConversationType, person.UserN, person.Level, person.Settings);
        if (person.UserN == news.ActorN || news.ConversationType == ConversationType.Direct)
            return;

        var isBlocked = await Blocked.IsBlockedAsync(entry.Transaction, person.UserN, news.ActorN);
        await notifier.RaiseAsync(entry, person, news, Rules.ForBeingAdded(person, isBlocked, entry.Now));
    }
}
