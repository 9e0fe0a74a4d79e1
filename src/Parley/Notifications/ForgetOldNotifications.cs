using Microsoft.Extensions.Logging;
using Parley.Storage;
using Parley.Upkeep;

namespace Parley.Notifications;

/// <summary>Deletes notifications that were read long ago. Unread ones stay.</summary>
public sealed class ForgetOldNotifications(Database database, TimeProvider clock, ILogger<ForgetOldNotifications> logger) : Chore(clock, logger)
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private readonly TimeProvider _clock = clock;

    public override string Name => "forget old notifications";

    public override TimeSpan Every => TimeSpan.FromDays(1);

    protected override async Task RunAsync(CancellationToken ct)
    {
        var before = _clock.GetUtcNow() - Kept;
        while (true)
        {
            // Looked for beside the writer, because no index leads there; deleted only if it has not been opened again meanwhile.
            var old = await database.QueryAsync($"select n from notifications where read_at < {before} limit {AtOnce}", row => row.Long(0), ct);
            await database.WriteAsync(async transaction =>
            {
                foreach (var n in old)
                    await transaction.WriteAsync($"delete from notifications where n = {n} and read_at < {before}");
            }, ct);
            if (old.Count < AtOnce)
                return;
        }
    }
}
