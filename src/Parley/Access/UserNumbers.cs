using System.Collections.Concurrent;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access;

/// <summary>Which account a row's number is. The two never change, so what was asked once is known.</summary>
public sealed class UserNumbers(Database database)
{
    private const int Kept = 500_000;   // about 80 bytes each

    private readonly ConcurrentDictionary<long, UserId> _ids = new();

    public ValueTask<UserId> IdAsync(long userN) => _ids.TryGetValue(userN, out var id) ? new(id) : AskAsync(userN);

    /// <summary>Remembers what a query happened to learn, such as an account made in a transaction that is not committed yet.</summary>
    public void Keep(long userN, UserId id)
    {
        if (_ids.Count >= Kept)
            _ids.Clear();

        _ids[userN] = id;
    }

    private async ValueTask<UserId> AskAsync(long userN)
    {
        var found = await database.FindAsync($"select id from users where n = {userN}", row => new Found(row.Id<UserId>(0)))
            ?? throw new InvalidOperationException($"There is no user {userN}.");
        Keep(userN, found.Id);
        return found.Id;
    }

    private sealed record Found(UserId Id);
}
