using Parley.Storage;

namespace Parley.Server;

/// <summary>Whether requests should come here: started, not stopping, and the disk takes writes.</summary>
internal sealed class Readiness(Database database)
{
    public bool Started { get; set; }

    /// <summary>Nothing when ready; otherwise why not. A disk that was full is asked again each time.</summary>
    public async ValueTask<string?> WhyNotAsync(CancellationToken ct)
    {
        if (!Started)
            return "starting";

        if (database.State == StorageState.Full)
        {
            try
            {
                await database.ProbeAsync(ct);
            }
            catch (Access.Refusal refusal)
            {
                return refusal.Error.Code;
            }
        }

        return database.State == StorageState.Failed ? "storage_failed" : null;
    }
}
