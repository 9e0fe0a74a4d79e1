using Parley.Access;
using Parley.Protocol;

namespace Parley.Admin;

/// <summary>One thing done to many, with a result for each: what is refused to one stops none of the others.</summary>
internal static class Bulk
{
    public static async Task<BulkResult> TryAsync(string id, Func<Task> act)
    {
        try
        {
            await act();
            return new(id, true);
        }
        catch (Refusal refusal)
        {
            return Refused(id, refusal);
        }
    }

    public static BulkResult Refused(string id, Refusal refusal) => new(id, false, refusal.Error.Code, refusal.Message);

    public static BulkResults Of(IReadOnlyList<BulkResult> results) => new(results, results.Count(result => result.Done));
}
