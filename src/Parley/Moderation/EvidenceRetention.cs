using Microsoft.Extensions.Logging;
using Parley.Protocol;
using Parley.Storage;
using Parley.Upkeep;
using Parley.Workspaces;

namespace Parley.Moderation;

/// <summary>Empties what resolved reports keep of messages, some days after the decision: what was deleted must not live on here.</summary>
public sealed class EvidenceRetention(Database database, WorkspaceDirectory workspaces, TimeProvider clock, ILogger<EvidenceRetention> logger)
    : Chore(clock, logger)
{
    private const int DefaultDays = 30;

    private readonly TimeProvider _clock = clock;
    private readonly ILogger _logger = logger;

    public override string Name => "evidence retention";

    public override TimeSpan Every => TimeSpan.FromHours(1);

    protected override async Task RunAsync(CancellationToken ct)
    {
        var kept = await database.QueryAsync($"""
            select distinct workspace_n from reports where state = {ReportState.Resolved} and (content is not null or comment is not null)
            """, row => row.Long(0), ct);
        foreach (var workspaceN in kept)
        {
            var days = (await workspaces.SettingsAsync(workspaceN, ct)).Moderation?.EvidenceDays ?? DefaultDays;
            var end = _clock.GetUtcNow().AddDays(-days);
            var emptied = await database.WriteAsync(async transaction => await transaction.WriteAsync($"""
                update reports set content = null, comment = null where workspace_n = {workspaceN} and state = {ReportState.Resolved}
                    and resolved_at <= {end} and (content is not null or comment is not null)
                """), ct);
            if (emptied > 0)
                _logger.EvidenceEmptied(emptied, workspaceN);
        }
    }
}
