using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Push.Deliveries;
using Parley.Storage;
using Parley.Upkeep;

namespace Parley.Push;

/// <summary>Forgets the places of log-ins that have ended, soon after they end, and what is old.</summary>
public sealed class PushUpkeep : Chore
{
    private readonly Database _database;
    private readonly TimeProvider _clock;

    public PushUpkeep(Database database, Revocations revocations, TimeProvider clock, ILogger<PushUpkeep> logger)
        : base(clock, logger)
    {
        (_database, _clock) = (database, clock);
        revocations.SessionEnded += (_, _) => Wake();
        revocations.TokenRevoked += (_, _) => Wake();
        revocations.AccountDisabled += _ => Wake();
    }

    public override string Name => "push upkeep";

    public override TimeSpan Every => TimeSpan.FromMinutes(10);

    protected override async Task RunAsync(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        var ended = await _database.QueryAsync($"""
            select t.n from push_targets t join users u on u.n = t.user_n
            where u.disabled_at is not null
                or (t.session_id is not null and not exists (
                    select 1 from sessions s where s.id = t.session_id and s.ended_at is null and s.expires_at > {now}))
                or (t.token_id is not null and not exists (
                    select 1 from api_tokens a where a.id = t.token_id and a.revoked_at is null and (a.expires_at is null or a.expires_at > {now})))
            """, row => row.Long(0), ct);
        var shown = now - DeliveryBook.ShownFor;
        await _database.WriteAsync(async transaction =>
        {
            foreach (var target in ended)
                await DeliveryBook.RemoveTargetAsync(transaction, target);
            await transaction.WriteAsync($"delete from push_attempts where at < {now - PushAttempts.Kept}");
            await transaction.WriteAsync($"delete from push_shown where shown_at < {shown}");
        }, ct);
    }
}
