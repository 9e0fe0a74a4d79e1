using Parley.Protocol;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// Who is to be looked at for every message of a conversation (<c>notification_watchers</c>). In most groups that is nobody, which is
/// remembered: a message there costs no query.
/// </summary>
public sealed class Watchers
{
    private const int WantsAll = 1;
    private const int HasKeywords = 2;

    private readonly Remembered<long> _none = new();

    public bool AreKnownNone(Transaction transaction, long conversationN) => _none.Has(transaction, conversationN);

    internal async ValueTask<List<Recipient>> OfAsync(Transaction transaction, long conversationN, long exceptN)
    {
        if (AreKnownNone(transaction, conversationN))
            return [];

        var people = await Recipient.WatchersAsync(transaction, conversationN, exceptN);
        if (people.Count == 0 && await transaction.NumberAsync(
            $"select count(*) from (select 1 from notification_watchers where conversation_n = {conversationN} limit 1) x") == 0)
            _none.Keep(transaction, conversationN);

        return people;
    }

    /// <summary>Follows what a member has set.</summary>
    public async ValueTask SetAsync(
        Transaction transaction, long conversationN, ConversationType type, long userN, NotificationLevel? level, NotificationSettings settings)
    {
        var wanted = level ?? settings.For(type);
        var reason = wanted == NotificationLevel.Nothing ? 0
            : (wanted == NotificationLevel.All ? WantsAll : 0) | (settings.Keywords.Count > 0 ? HasKeywords : 0);
        if (reason == 0)
        {
            await RemoveAsync(transaction, conversationN, userN);
            return;
        }

        await transaction.WriteAsync($"""
            insert into notification_watchers (conversation_n, user_n, reason) values ({conversationN}, {userN}, {reason})
            on conflict (conversation_n, user_n) do update set reason = excluded.reason
            """);
        _none.Forget(conversationN);
    }

    public static async ValueTask RemoveAsync(Transaction transaction, long conversationN, long userN) => await transaction.WriteAsync(
        $"delete from notification_watchers where conversation_n = {conversationN} and user_n = {userN}");

    /// <summary>Follows what somebody has set for themselves, in all their conversations.</summary>
    public async ValueTask SetEverywhereAsync(Transaction transaction, long userN, NotificationSettings settings)
    {
        var conversations = await transaction.QueryAsync($"""
            select c.n, c.type, cs.level from members m join conversations c on c.n = m.conversation_n and c.deleted_at is null
            left join conversation_notification_settings cs on cs.conversation_n = m.conversation_n and cs.user_n = m.user_n
            where m.user_n = {userN} and m.status = {MemberStatus.Active}
            """, row => (N: row.Long(0), Type: row.Enum<ConversationType>(1), Level: row.IsNull(2) ? (NotificationLevel?)null : row.Enum<NotificationLevel>(2)));
        foreach (var (n, type, level) in conversations)
            await SetAsync(transaction, n, type, userN, level, settings);
    }
}
