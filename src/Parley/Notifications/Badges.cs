using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>What stands on badges: counted from what is stored, never kept beside it.</summary>
public static class Badges
{
    // The message after which unread ones are counted: the read position, or earlier where the member marked the conversation unread.
    private static readonly SqlText CountedAfter = new("min(m.read_ordinal, coalesce(m.unread_from - 1, m.read_ordinal))");

    /// <summary>All of a person's; messages of conversations that are muted at that moment do not count, mentions in them do.</summary>
    public static async ValueTask<BadgesView> OfAsync(Queries queries, long userN, DateTimeOffset now, CancellationToken ct)
    {
        var unread = (await queries.FindAsync($"""
            select count(*), coalesce(sum(h.last_ordinal - {CountedAfter}), 0) from members m
            join conversations c on c.n = m.conversation_n and c.deleted_at is null
            join conversation_heads h on h.conversation_n = m.conversation_n and h.last_ordinal > {CountedAfter}
            where m.user_n = {userN} and m.status = {MemberStatus.Active} and (m.muted_until is null or m.muted_until <= {now})
            """, row => new { Conversations = row.Long(0), Messages = row.Long(1) }, ct))!;
        var notifications = await Reading.CountAsync(queries, userN, ct);
        return new(unread.Conversations, unread.Messages, notifications.Mentions, notifications.UnreadCount);
    }

    /// <summary>Tells all devices of a person where they stand in a conversation; exact at its place in the order of events.</summary>
    internal static async ValueTask TellAsync(LogEntry entry, long userN, bool hasMentions)
    {
        var transaction = entry.Transaction;
        var stands = (await transaction.FindAsync($"""
            select {CountedAfter}, (select coalesce(max(g.ordinal), 0) from messages g where g.conversation_n = m.conversation_n)
            from members m where m.conversation_n = {entry.ConversationN} and m.user_n = {userN}
            """, row => new { Read = row.Long(0), Last = row.Long(1) }))!;
        var mentions = hasMentions ? await transaction.NumberAsync($"""
            select count(*) from notifications where conversation_n = {entry.ConversationN} and user_n = {userN} and read_at is null
                and type = {NotificationType.Mention}
            """) : 0;
        transaction.Tell(new PersonalAnnouncement(userN, new BadgeUpdated(entry.Conversation, stands.Read, stands.Last - stands.Read, mentions)));
    }
}
