using System.Security.Cryptography;
using Parley.Protocol;
using Parley.Storage;
using Parley.Telemetry;

namespace Parley.Push.Deliveries;

/// <summary>
/// What is to be delivered, as it stands in the database. A delivery leaves it when it succeeded, when there is nothing left to say, or
/// after a day; until then it is tried again, at longer and longer intervals for its target, and also after a restart.
/// </summary>
public sealed class DeliveryBook(Database database, PushAttempts attempts, Figures figures, TimeProvider clock)
{
    /// <summary>How long a delivery is worth trying.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>How long what stands on a screen is remembered; after that nobody looks for it.</summary>
    public static readonly TimeSpan ShownFor = TimeSpan.FromDays(60);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>The oldest that is due for each target, except for those behind these hosts, which have enough to do.</summary>
    public async Task<List<Delivery>> DueAsync(IReadOnlyList<string> busyHosts, int limit, CancellationToken ct)
    {
        var (now, busy) = (clock.GetUtcNow(), new string[4]);
        for (var i = 0; i < busy.Length; i++)
            busy[i] = i < busyHosts.Count ? busyHosts[i] : "";

        return await database.QueryAsync($"""
            select {PushTarget.Columns}, d.n, d.notification_id, d.notification_n, d.purpose, d.version, d.created_at,
                exists (select 1 from push_shown s where s.target_n = d.target_n and s.notification_id = d.notification_id)
            from push_deliveries d join push_targets t on t.n = d.target_n join users u on u.n = t.user_n
            where d.due_at <= {now} and t.host not in ({busy[0]}, {busy[1]}, {busy[2]}, {busy[3]}) and {PushTarget.Stands}
                and not exists (
                    select 1 from push_deliveries o where o.target_n = d.target_n and o.due_at <= {now}
                        and (o.due_at < d.due_at or (o.due_at = d.due_at and o.n < d.n)))
            order by d.due_at, d.n limit {limit}
            """, row => new Delivery(
                row.Long(12), PushTarget.From(row), row.Guid(13), row.Long(14), row.Enum<PushPurpose>(15), row.Long(16), row.Time(17))
        {
            IsShown = row.Bool(18),
        }, ct);
    }

    /// <summary>Writes down how tries ended, and what follows from it.</summary>
    public async Task SettleAsync(IReadOnlyList<(Delivery Delivery, Tried Tried)> tries, CancellationToken ct)
    {
        await database.WriteAsync(async transaction =>
        {
            foreach (var (delivery, tried) in tries)
                await SettleAsync(transaction, delivery, tried);
        }, ct);
        foreach (var (delivery, tried) in tries)
        {
            if (tried.Outcome is { } outcome)
                figures.Work.PushTried(WordOf(delivery.Target.Way), outcome switch
                {
                    PushOutcome.Delivered => Attempt.Delivered,
                    PushOutcome.Later => Attempt.Failed,
                    _ => Attempt.GivenUp,
                });
        }
    }

    private static string WordOf(PushWay way) => way switch { PushWay.Web => "web", PushWay.Device => "device", _ => "mail" };

    private async ValueTask SettleAsync(Transaction transaction, Delivery delivery, Tried tried)
    {
        var (target, now) = (delivery.Target, clock.GetUtcNow());
        if (tried.Outcome is not null)
            await attempts.NoteAsync(transaction, target, delivery.Purpose, tried);

        switch (tried.Outcome)
        {
            case PushOutcome.Gone:
                await RemoveTargetAsync(transaction, target.N);
                return;
            case PushOutcome.Later:
                var again = now + (tried.Wait ?? Pause(target.Failures));
                await PauseAsync(transaction, target.N, again, target.Failures + 1);
                await transaction.WriteAsync($"delete from push_deliveries where target_n = {target.N} and created_at <= {again - Lifetime}");
                return;
            case null when tried.Wait is { } wait:
                await transaction.WriteAsync($"update push_deliveries set due_at = {now + wait} where n = {delivery.N}");
                return;
            case PushOutcome.Delivered:
                await DeliveredAsync(transaction, delivery, now);
                break;
        }

        if (tried.MailedAt > target.MailedAt)
            await transaction.WriteAsync($"update push_targets set mailed_at = {tried.MailedAt} where n = {target.N}");
        if (tried.Outcome is not null && (tried.Wait is not null || target.Failures > 0))
            await PauseAsync(transaction, target.N, now + (tried.Wait ?? TimeSpan.Zero), 0);

        // Unless it was overtaken while it was under way: what overtook it stands in its place and is still to be sent.
        await transaction.WriteAsync($"""
            delete from push_deliveries where n = {delivery.N} and version = {delivery.Version}
            """);
    }

    /// <summary>Forgets a target and all that was to be delivered there.</summary>
    public static async ValueTask RemoveTargetAsync(Transaction transaction, long targetN)
    {
        await transaction.WriteAsync($"delete from push_deliveries where target_n = {targetN}");
        await transaction.WriteAsync($"delete from push_shown where target_n = {targetN}");
        await transaction.WriteAsync($"delete from push_targets where n = {targetN}");
    }

    private static async ValueTask DeliveredAsync(Transaction transaction, Delivery delivery, DateTimeOffset now)
    {
        var target = delivery.Target;
        await transaction.WriteAsync($"update push_targets set delivered_at = {now} where n = {target.N}");
        if (delivery.Purpose == PushPurpose.Clear)
        {
            await transaction.WriteAsync(
                $"delete from push_shown where target_n = {target.N} and notification_id = {delivery.NotificationId}");
        }
        else if (target.Way != PushWay.Mail)
        {
            await transaction.WriteAsync($"""
                insert into push_shown (target_n, notification_id, shown_at) values ({target.N}, {delivery.NotificationId}, {now})
                on conflict (target_n, notification_id) do update set shown_at = excluded.shown_at
                """);
        }
    }

    private static async ValueTask PauseAsync(Transaction transaction, long targetN, DateTimeOffset until, int failures)
    {
        await transaction.WriteAsync($"update push_targets set failures = {failures}, not_before = {until} where n = {targetN}");
        await transaction.WriteAsync($"update push_deliveries set due_at = {until} where target_n = {targetN} and due_at < {until}");
    }

    // Doubled each time, and somewhere within a quarter of it, so that what failed together does not come back together.
    private static TimeSpan Pause(int failures)
    {
        var full = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(failures, 20)));
        return full * (0.75 + (RandomNumberGenerator.GetInt32(1_000) / 2_000.0));
    }
}
