using System.Collections.Concurrent;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// Things known to have nothing to do, so that the usual message asks the database nothing. Only what a transaction read is put in, and
/// all is forgotten when one was undone: it may have read what never came to be. Taking out is always safe.
/// </summary>
internal sealed class Remembered<TKey>
    where TKey : notnull
{
    private const int Kept = 200_000;   // about 60 bytes each

    private readonly ConcurrentDictionary<TKey, bool> _keys = new();
    private long _undone;

    public bool Has(Transaction transaction, TKey key) => IsTrue(transaction) && _keys.ContainsKey(key);

    public void Keep(Transaction transaction, TKey key)
    {
        if (!IsTrue(transaction) || _keys.Count >= Kept)
            _keys.Clear();

        _undone = transaction.Undone;
        _keys[key] = true;
    }

    public void Forget(TKey key) => _keys.TryRemove(key, out _);

    private bool IsTrue(Transaction transaction) => transaction.Undone == _undone;
}
