using Microsoft.Extensions.Logging;
using Parley.Audit;
using Parley.Storage;
using Parley.Upkeep;

namespace Parley.Admin;

/// <summary>
/// Once a day checks every audit chain and says in the server's log where it ends: whoever keeps that log elsewhere can prove later that
/// nothing up to then was rewritten, not even by someone who can write to the database.
/// </summary>
public sealed class AuditAnchor(Database database, AuditVerification verification, TimeProvider clock, ILogger<AuditAnchor> logger) : Chore(clock, logger)
{
    public override string Name => "audit_anchor";

    public override TimeSpan Every => TimeSpan.FromDays(1);

    protected override async Task RunAsync(CancellationToken ct)
    {
        foreach (var (workspaceN, hash) in await database.QueryAsync(
            $"select workspace_n, hash from audit_heads order by workspace_n", row => (row.Long(0), Convert.ToHexStringLower(row.Bytes(1))), ct))
        {
            var check = await verification.VerifyAsync(workspaceN, ct);
            if (check.Intact)
                logger.AuditAnchored(workspaceN, check.Entries, hash);
            else
                logger.AuditBroken(workspaceN, check.BrokenAt, check.Problem);
        }
    }
}
