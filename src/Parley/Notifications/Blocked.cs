using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Whether a person has blocked another: the one place where notifications ask. Who is blocked never notifies.</summary>
internal static class Blocked
{
    public static async ValueTask<bool> IsBlockedAsync(Queries queries, long byUserN, long userN) => await queries.NumberAsync(
        $"select count(*) from blocks where blocker_n = {byUserN} and blocked_n = {userN}") == 1;
}
