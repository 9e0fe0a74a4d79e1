using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Reads notifications as their person sees them, with the text as it is now.</summary>
public static class NotificationReader
{
    internal static readonly SqlText Columns = new("""
        x.n, x.id, x.type, c.id, c.type, c.title, g.id, a.id, a.display_name,
        case when c.history = 1 and g.ordinal <= (
            select v.visible_after from members v where v.conversation_n = x.conversation_n and v.user_n = x.user_n) then null
            else substr(g.content, 1, 200) end,
        case when x.type = 3 then (select r.emoji from reactions r where r.message_n = x.message_n and r.user_n = x.actor_n order by r.n desc limit 1) end,
        x.count, x.created_at, x.updated_at, x.read_at
        """);

    internal static readonly SqlText Joins = new("""
        join conversations c on c.n = x.conversation_n join users a on a.n = x.actor_n left join messages g on g.n = x.message_n
        """);

    /// <summary>The named ones; those that are gone are not among them.</summary>
    public static async ValueTask<List<NotificationView>> ReadAsync(Queries queries, IReadOnlyList<long> notificationNs, CancellationToken ct)
    {
        var views = new List<NotificationView>(notificationNs.Count);
        foreach (var n in notificationNs)
        {
            if (await queries.FindAsync($"select {Columns} from notifications x {Joins} where x.n = {n}", View, ct) is { } view)
                views.Add(view);
        }

        return views;
    }

    internal static async ValueTask<Listing<NotificationView>> ListAsync(
        Queries queries, long userN, bool unreadOnly, NotificationType? type, string? cursor, int size, CancellationToken ct)
    {
        var (time, n) = PageSize.Place(cursor);
        var found = await queries.QueryAsync($"""
            select {Columns} from notifications x {Joins}
            where x.user_n = {userN} and (x.updated_at, x.n) < ({time}, {n}) and ({unreadOnly} = 0 or x.read_at is null)
                and ({type is null} = 1 or x.type = {type ?? 0})
            order by x.updated_at desc, x.n desc limit {size + 1}
            """, row => (N: row.Long(0), View: View(row)), ct);
        return new(
            [.. found.Take(size).Select(f => f.View)],
            found.Count > size ? PageSize.Cursor(found[size - 1].View.UpdatedAt, found[size - 1].N) : null);
    }

    internal static ValueTask<NotificationView?> OfMessageAsync(Queries queries, long userN, long messageN, CancellationToken ct) => queries.FindAsync($"""
        select {Columns} from notifications x {Joins}
        where x.message_n = {messageN} and x.user_n = {userN} and x.type > 0 and x.type <> {NotificationType.Reaction}
        """, View, ct);

    /// <summary>The running one of type message, where it counts a message.</summary>
    internal static ValueTask<NotificationView?> CountingAsync(
        Queries queries, long userN, long conversationN, long ordinal, CancellationToken ct) => queries.FindAsync($"""
        select {Columns} from notifications x {Joins}
        where x.conversation_n = {conversationN} and x.user_n = {userN} and x.type = 0 and x.first_ordinal <= {ordinal} and x.ordinal >= {ordinal}
        """, View, ct);

    internal static NotificationView View(Row row) => new(
        row.Id<NotificationId>(1), row.Enum<NotificationType>(2), row.Id<ConversationId>(3), row.Enum<ConversationType>(4), row.TextOrNull(5),
        row.IdOrNull<MessageId>(6), row.Id<UserId>(7), row.Text(8), row.TextOrNull(9), row.TextOrNull(10), row.Long(11), row.Time(12), row.Time(13),
        row.TimeOrNull(14))
    {
        N = row.Long(0),
    };
}
