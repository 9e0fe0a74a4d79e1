using Parley.Conversations.Log;
using Parley.Notifications.Mentions;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Notifications;

/// <summary>Takes back what a deleted message notified of.</summary>
internal sealed class ErasedNotices(Reading reading)
{
    public async ValueTask ErasedAsync(LogEntry entry, long messageN)
    {
        var transaction = entry.Transaction;
        await MentionRows.DeleteAsync(transaction, messageN);
        var gone = await transaction.QueryAsync($"""
            select n, id, user_n from notifications where message_n = {messageN} and type > 0
            """, row => new Entry(row.Long(0), row.Id<NotificationId>(1), row.Long(2)));
        var erased = (await transaction.FindAsync(
            $"select ordinal from messages where n = {messageN}", row => new { Ordinal = row.Long(0) }))!.Ordinal;

        // Those that count it among others: type message (0), one for each person here who wants every message.
        var running = await transaction.QueryAsync($"""
            select n, id, user_n, first_ordinal, ordinal, message_n, read_at from notifications
            where conversation_n = {entry.ConversationN} and type = 0 and (message_n = {messageN}
                or (read_at is null and first_ordinal <= {erased} and ordinal >= {erased}))
            """, row => new RunningRow(
                new(row.Long(0), row.Id<NotificationId>(1), row.Long(2)), row.Long(3), row.Long(4), row.Long(5) == messageN, !row.IsNull(6)));
        foreach (var row in running)
        {
            if (gone.Any(g => g.UserN == row.Entry.UserN))
                continue;   // it was notified of by itself
            if ((row.IsLatest && row.IsRead) || !await StepBackAsync(entry, row))
                gone.Add(row.Entry);
        }

        await reading.RemoveAsync(transaction, gone, entry.Now);
    }

    // One less, and where it was the latest, the one before is.
    private static async ValueTask<bool> StepBackAsync(LogEntry entry, RunningRow row)
    {
        var latest = await entry.Transaction.FindAsync($"""
            select n, ordinal, sender_n from messages where conversation_n = {entry.ConversationN} and ordinal >= {row.First}
                and ordinal <= {row.Ordinal} and deleted_at is null and type <> {MessageType.System} and sender_n <> {row.Entry.UserN}
            order by ordinal desc limit 1
            """, found => new { N = found.Long(0), Ordinal = found.Long(1), SenderN = found.Long(2) });
        if (latest is null)
            return false;

        await entry.Transaction.WriteAsync($"""
            update notifications set count = case when count > 1 then count - 1 else 1 end, message_n = {latest.N},
                ordinal = {latest.Ordinal}, actor_n = {latest.SenderN}
            where n = {row.Entry.N}
            """);
        foreach (var view in await NotificationReader.ReadAsync(entry.Transaction, [row.Entry.N], CancellationToken.None))
            entry.Transaction.Tell(new PersonalAnnouncement(row.Entry.UserN, new NotificationRaised(view, IsNew: false)));

        return true;
    }

    private sealed record RunningRow(Entry Entry, long First, long Ordinal, bool IsLatest, bool IsRead);
}
