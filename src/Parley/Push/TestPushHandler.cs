using Parley.Access;
using Parley.Protocol;
using Parley.Push.Deliveries;
using Parley.Push.Mail;
using Parley.Storage;

namespace Parley.Push;

/// <summary>The test button: tries every place of the caller at once and says how each ended.</summary>
public sealed class TestPushHandler(
    Database database, PushWays ways, PushAttempts attempts, MailSettings mail, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public async Task<Listing<PushAttemptView>> HandleAsync(Caller caller, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await database.NumberAsync($"""
            select 1 from push_attempts where user_n = {caller.UserN} and purpose = {PushPurpose.Test} and at > {now - Pause}
            """, ct) == 1)
            throw new Refusal(Errors.RateLimited) { RetryAfter = Pause };

        var targets = (await TargetsAsync(caller, now, ct)).ToLookup(target => target.Way);
        var tries = await Task.WhenAll(
            from sender in ways.All
            from together in targets[sender.Way].Chunk(sender.Together)
            select TryAsync(sender.Way, [.. together.Select(target => new Delivery(0, target, Guid.Empty, 0, PushPurpose.Test, 0, now))], ct));
        var ended = tries.SelectMany(one => one).Where(one => one.Tried.Outcome is not null).ToList();
        await database.WriteAsync(async transaction =>
        {
            foreach (var (target, tried) in ended)
            {
                await attempts.NoteAsync(transaction, target, PushPurpose.Test, tried);
                if (tried.Outcome == PushOutcome.Gone)
                    await DeliveryBook.RemoveTargetAsync(transaction, target.N);
            }
        }, ct);
        return new([.. ended.Select(one => new PushAttemptView(
            caller.UserId, one.Target.Id, one.Target.Way, PushPurpose.Test, one.Tried.Outcome!.Value, one.Tried.Status,
            (long)one.Tried.Took.TotalMilliseconds, clock.GetUtcNow()))]);
    }

    private async Task<List<PushTarget>> TargetsAsync(Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        // Who has an address and was never mailed is tried too.
        if (mail.IsOn)
            await database.WriteAsync(transaction => MissedMail.OpenAsync(transaction, caller.UserN, now), ct);
        return await database.QueryAsync($"""
            select {PushTarget.Columns} from push_targets t join users u on u.n = t.user_n
            where t.user_n = {caller.UserN} and {PushTarget.Stands} order by t.n
            """, PushTarget.From, ct);
    }

    private async Task<IEnumerable<(PushTarget Target, Tried Tried)>> TryAsync(
        PushWay way, IReadOnlyList<Delivery> deliveries, CancellationToken ct) =>
        deliveries.Select(delivery => delivery.Target).Zip(await ways.TryAsync(way, deliveries, ct));
}
