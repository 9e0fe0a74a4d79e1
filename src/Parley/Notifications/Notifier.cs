using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>What a person is told of, the same for everybody: ids, and for the devices that listen now the present text.</summary>
internal sealed record News(
    ConversationType ConversationType, string? Title, long ActorN, UserId Actor, string ActorName, long MessageN = 0, MessageId? Message = null,
    long Ordinal = 0, string? Excerpt = null, string? Emoji = null)
{
    /// <summary>Who did it, and where.</summary>
    public static async ValueTask<News> OfAsync(LogEntry entry, long actorN) => (await entry.Transaction.FindAsync($"""
        select c.type, c.title, u.id, u.display_name from conversations c join users u on u.n = {actorN} where c.n = {entry.ConversationN}
        """, row => new News(row.Enum<ConversationType>(0), row.TextOrNull(1), actorN, row.Id<UserId>(2), row.Text(3))))!;
}

/// <summary>Writes a person's notification, hands it to whoever pushes, and tells their devices after the commit.</summary>
internal sealed class Notifier(Reading reading, Deliveries deliveries)
{
    public async ValueTask RaiseAsync(LogEntry entry, Recipient person, News news, Decision decision)
    {
        if (decision.Type is not { } type || person.IsBefore(news.Ordinal))
            return;

        var running = type switch
        {
            NotificationType.Message => person.Running,
            NotificationType.Reaction => await ReactionAsync(entry.Transaction, person.UserN, news.MessageN),
            _ => null,
        };
        var isNew = running is null or { IsRead: true };
        var raised = isNew ? new Running(running?.N ?? 0, running?.Id ?? NotificationId.New(), false, 1, entry.Now)
            : running! with { Count = running.Count + 1 };
        raised = raised with { N = await StoreAsync(entry, person.UserN, type, news, raised, isNew) };
        reading.Raised(entry.ConversationN, person.UserN);

        if (decision.PushFrom is { } from)
            await deliveries.ShowAsync(entry.Transaction, raised.N, raised.Id, person.UserN, entry.ConversationN, from, entry.Now);

        entry.Transaction.Tell(new PersonalAnnouncement(person.UserN, new NotificationRaised(
            new NotificationView(
                raised.Id, type, entry.Conversation, news.ConversationType, news.Title, news.Message, news.Actor, news.ActorName, news.Excerpt,
                news.Emoji, raised.Count, raised.CreatedAt, entry.Now, null)
            {
                N = raised.N,
            },
            isNew)));
    }

    private static async ValueTask<long> StoreAsync(
        LogEntry entry, long userN, NotificationType type, News news, Running raised, bool isNew)
    {
        if (raised.N == 0)
        {
            await entry.Transaction.WriteAsync($"""
                insert into notifications (id, user_n, type, conversation_n, message_n, actor_n, first_ordinal, ordinal, count, created_at, updated_at)
                values ({raised.Id.Value}, {userN}, {type}, {entry.ConversationN}, {news.MessageN}, {news.ActorN}, {news.Ordinal}, {news.Ordinal},
                    1, {entry.Now}, {entry.Now})
                """);
            return entry.Transaction.LastRow;
        }

        if (isNew)
            await entry.Transaction.WriteAsync($"""
                update notifications set message_n = {news.MessageN}, actor_n = {news.ActorN}, first_ordinal = {news.Ordinal},
                    ordinal = {news.Ordinal}, count = 1, created_at = {entry.Now}, updated_at = {entry.Now}, read_at = null
                where n = {raised.N}
                """);
        else
            await entry.Transaction.WriteAsync($"""
                update notifications set message_n = {news.MessageN}, actor_n = {news.ActorN}, ordinal = {news.Ordinal},
                    count = {raised.Count}, updated_at = {entry.Now}
                where n = {raised.N}
                """);
        return raised.N;
    }

    private static ValueTask<Running?> ReactionAsync(Queries queries, long userN, long messageN) => queries.FindAsync($"""
        select n, id, read_at, count, created_at from notifications
        where message_n = {messageN} and user_n = {userN} and type > 0 and type = {NotificationType.Reaction}
        """, row => new Running(row.Long(0), row.Id<NotificationId>(1), !row.IsNull(2), row.Long(3), row.Time(4)));
}
