using Parley.Notifications;
using Parley.Protocol;
using Parley.Push.Mail;
using Parley.Storage;

namespace Parley.Push.Deliveries;

/// <summary>
/// Takes what the notifications want shown or cleared, and makes of it one delivery for each place of that person, in the commit that
/// takes it: after a crash it is either still wanted or already a delivery.
/// </summary>
public sealed class PushIntake(Database database, MailSettings mail, TimeProvider clock)
{
    private const int AtOnce = 200;

    public async Task TakeAsync(CancellationToken ct)
    {
        List<Wanted> wanted;
        do
        {
            var now = clock.GetUtcNow();
            wanted = await database.QueryAsync($"""
                select notification_n, notification_id, user_n, state, due_at from notification_deliveries
                where (state = {DeliveryState.ToShow} or state = {DeliveryState.ToClear}) and due_at <= {now} order by due_at limit {AtOnce}
                """, row => new Wanted(row.Long(0), row.Guid(1), row.Long(2), row.Enum<DeliveryState>(3), row.Time(4)), ct);
            if (wanted.Count > 0)
            {
                await database.WriteAsync(async transaction =>
                {
                    foreach (var one in wanted)
                        await (one.State == DeliveryState.ToShow ? ShowAsync(transaction, one, now) : ClearAsync(transaction, one, now));
                }, ct);
            }
        }
        while (wanted.Count == AtOnce);
    }

    private async ValueTask ShowAsync(Transaction transaction, Wanted wanted, DateTimeOffset now)
    {
        // Read meanwhile, or news came: then it is not what we read, and the next round sees what it is now.
        var taken = await transaction.WriteAsync($"""
            update notification_deliveries set state = {DeliveryState.Shown}, due_at = {now}
            where notification_n = {wanted.NotificationN} and state = {DeliveryState.ToShow} and due_at = {wanted.DueAt}
            """);
        if (taken == 0)
            return;

        await transaction.WriteAsync($"""
            insert into push_deliveries (target_n, notification_id, notification_n, purpose, created_at, due_at)
            select t.n, {wanted.Id}, {wanted.NotificationN}, {PushPurpose.Notification}, {now},
                case when t.not_before > {now} then t.not_before else {now} end
            from push_targets t where t.user_n = {wanted.UserN} and t.way <> {PushWay.Mail}
            on conflict (target_n, notification_id) do update set notification_n = excluded.notification_n, purpose = excluded.purpose,
                version = push_deliveries.version + 1, created_at = excluded.created_at, due_at = excluded.due_at
            """);
        if (mail.IsOn)
            await MissedMail.ExpectAsync(transaction, wanted.UserN, now, mail.AfterMinutes);
    }

    // Also where nothing is shown yet: a delivery may be under way this moment. A clear of what is not shown ends unsent.
    private static async ValueTask ClearAsync(Transaction transaction, Wanted wanted, DateTimeOffset now)
    {
        var taken = await transaction.WriteAsync($"""
            delete from notification_deliveries where notification_n = {wanted.NotificationN} and state = {DeliveryState.ToClear}
                and notification_id = {wanted.Id}
            """);
        if (taken == 0)
            return;

        await transaction.WriteAsync($"""
            update push_deliveries set purpose = {PushPurpose.Clear}, version = version + 1 where notification_id = {wanted.Id}
            """);
        await transaction.WriteAsync($"""
            insert into push_deliveries (target_n, notification_id, notification_n, purpose, created_at, due_at)
            select t.n, {wanted.Id}, {wanted.NotificationN}, {PushPurpose.Clear}, {now},
                case when t.not_before > {now} then t.not_before else {now} end
            from push_shown s join push_targets t on t.n = s.target_n where s.notification_id = {wanted.Id} and t.user_n = {wanted.UserN}
            on conflict (target_n, notification_id) do nothing
            """);
    }

    private sealed record Wanted(long NotificationN, Guid Id, long UserN, DeliveryState State, DateTimeOffset DueAt);
}
