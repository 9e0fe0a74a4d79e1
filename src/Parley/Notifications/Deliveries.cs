using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Hands what is to be pushed to whoever pushes: the rows of <c>notification_deliveries</c>, written in the notification's own commit.</summary>
public sealed class Deliveries(Switchboard switchboard, IEnumerable<DeliveryChore> chores)
{
    // Who has a device open will most likely read there; then nothing is pushed.
    private static readonly TimeSpan WhileOnline = TimeSpan.FromSeconds(10);

    private readonly DeliveryChore[] _chores = [.. chores];

    /// <summary>Whether the person is reachable right now, as <c>@here</c> understands it.</summary>
    public bool IsHere(long userN) => switchboard.Of(userN).Any(device => device.Presence is PresenceStatus.Online or PresenceStatus.Busy);

    public async ValueTask ShowAsync(
        Transaction transaction, long notificationN, NotificationId id, long userN, long conversationN, DateTimeOffset from, DateTimeOffset now)
    {
        var isOnline = from <= now && switchboard.Of(userN).Any(device => device.Presence == PresenceStatus.Online);
        await transaction.WriteAsync($"""
            insert into notification_deliveries (notification_n, notification_id, user_n, conversation_n, state, due_at)
            values ({notificationN}, {id.Value}, {userN}, {conversationN}, {DeliveryState.ToShow}, {(isOnline ? now + WhileOnline : from)})
            on conflict (notification_n) do update set state = excluded.state, due_at = case
                when notification_deliveries.state = excluded.state and notification_deliveries.due_at < excluded.due_at
                then notification_deliveries.due_at else excluded.due_at end
            """);
        if (from <= now && !isOnline)
            Wake(transaction);
    }

    /// <summary>
    /// The notification is read or gone: what was not shown yet is not, what was shown is cleared. Also what waits to be shown may stand on a
    /// screen already, from the news before: whoever shows knows, and has nothing to clear where it does not.
    /// </summary>
    public async ValueTask EndAsync(Transaction transaction, long notificationN, DateTimeOffset now)
    {
        if (await transaction.WriteAsync($"""
            update notification_deliveries set state = {DeliveryState.ToClear}, due_at = {now}
            where notification_n = {notificationN} and state <> {DeliveryState.ToClear}
            """) > 0)
            Wake(transaction);
    }

    private void Wake(Transaction transaction)
    {
        foreach (var chore in _chores)
            transaction.Tell(chore);
    }
}
