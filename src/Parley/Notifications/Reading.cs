using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Reads notifications and takes them away, with their pushes, and tells all devices of the person.</summary>
public sealed class Reading(Deliveries deliveries)
{
    // More ids than these are not told one by one: the totals say what is true.
    private const int IdsTold = 1_000;

    private readonly Remembered<(long ConversationN, long UserN)> _read = new();

    /// <summary>Whether the person is known to have nothing unread in the conversation.</summary>
    public bool IsKnownRead(Transaction transaction, long conversationN, long userN) => _read.Has(transaction, (conversationN, userN));

    /// <summary>Something unread was made.</summary>
    public void Raised(long conversationN, long userN) => _read.Forget((conversationN, userN));

    /// <summary>Somebody has read a conversation up to an ordinal: what it told of is read.</summary>
    public async ValueTask<bool> UpToAsync(Transaction transaction, long conversationN, long userN, long ordinal, DateTimeOffset now)
    {
        if (IsKnownRead(transaction, conversationN, userN))
            return false;

        var unread = await transaction.QueryAsync($"""
            select n, id, type, ordinal, first_ordinal from notifications
            where conversation_n = {conversationN} and user_n = {userN} and read_at is null
            """, row => (Row: new Entry(row.Long(0), row.Id<NotificationId>(1), userN), Type: row.Enum<NotificationType>(2), Ordinal: row.Long(3), First: row.Long(4)));
        var read = unread.Where(u => u.Ordinal <= ordinal).Select(u => u.Row).ToList();
        foreach (var entry in read)
            await ReadAsync(transaction, entry, now);

        // Part of what the running one counts.
        foreach (var running in unread.Where(u => u.Type == NotificationType.Message && u.First <= ordinal && u.Ordinal > ordinal))
            await transaction.WriteAsync($"""
                update notifications set first_ordinal = {ordinal + 1}, count = (select count(*) from messages m
                    where m.conversation_n = {conversationN} and m.ordinal > {ordinal} and m.ordinal <= {running.Ordinal}
                        and m.deleted_at is null and m.type <> {MessageType.System} and m.sender_n <> {userN})
                where n = {running.Row.N}
                """);

        if (read.Count == unread.Count)
            _read.Keep(transaction, (conversationN, userN));
        if (read.Count > 0)
            await TellAsync(transaction, userN, read, removed: false);

        return read.Count > 0;
    }

    /// <summary>Reads the named ones, or all when none are named; those that are not the person's are passed over.</summary>
    public async ValueTask ReadAsync(Transaction transaction, long userN, IReadOnlyList<NotificationId>? ids, DateTimeOffset now)
    {
        var unread = new List<Entry>();
        if (ids is null)
            unread = await transaction.QueryAsync(
                $"select n, id from notifications where user_n = {userN} and read_at is null", row => new Entry(row.Long(0), row.Id<NotificationId>(1), userN));
        foreach (var id in (ids ?? []).Distinct())
        {
            if (await transaction.FindAsync(
                $"select n, id from notifications where id = {id.Value} and user_n = {userN} and read_at is null",
                row => new Entry(row.Long(0), row.Id<NotificationId>(1), userN)) is { } one)
                unread.Add(one);
        }

        foreach (var entry in unread)
            await ReadAsync(transaction, entry, now);
        if (unread.Count > 0)
            await TellAsync(transaction, userN, unread, removed: false, all: ids is null);
    }

    /// <summary>Takes notifications away: what they told of is gone, or its person may no longer see it.</summary>
    internal async ValueTask RemoveAsync(Transaction transaction, IReadOnlyList<Entry> gone, DateTimeOffset now)
    {
        foreach (var entry in gone)
        {
            await transaction.WriteAsync($"delete from notifications where n = {entry.N}");
            await deliveries.EndAsync(transaction, entry.N, now);
        }

        foreach (var person in gone.GroupBy(g => g.UserN))
            await TellAsync(transaction, person.Key, [.. person], removed: true);
    }

    public static async ValueTask<UnreadNotificationsView> CountAsync(Queries queries, long userN, CancellationToken ct = default) =>
        (await queries.FindAsync($"""
            select count(*), coalesce(sum(case when type = {NotificationType.Mention} then 1 else 0 end), 0) from notifications
            where user_n = {userN} and read_at is null
            """, row => new UnreadNotificationsView(row.Long(0), row.Long(1)), ct))!;

    private async ValueTask ReadAsync(Transaction transaction, Entry entry, DateTimeOffset now)
    {
        await transaction.WriteAsync($"update notifications set read_at = {now} where n = {entry.N}");
        await deliveries.EndAsync(transaction, entry.N, now);
    }

    private static async ValueTask TellAsync(Transaction transaction, long userN, List<Entry> entries, bool removed, bool all = false)
    {
        var left = await CountAsync(transaction, userN);
        transaction.Tell(new PersonalAnnouncement(userN, new NotificationsRead(
            all ? [] : [.. entries.Take(IdsTold).Select(e => e.Id)], all, removed, left.UnreadCount, left.Mentions)));
    }
}

/// <summary>A notification by its number and its id.</summary>
internal sealed record Entry(long N, NotificationId Id, long UserN);
