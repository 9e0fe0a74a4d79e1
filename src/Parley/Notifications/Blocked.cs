using Parley.Moderation;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Whether there is a block between two people: the one place where notifications ask. Then neither notifies the other.</summary>
internal static class Blocked
{
    public static ValueTask<bool> IsBlockedAsync(Queries queries, long byUserN, long userN) => Blocks.AreBetweenAsync(queries, byUserN, userN);
}
