using System.Collections.Concurrent;
using Parley.Realtime;

namespace Parley.Messages;

/// <summary>
/// The newest page (of the usual size) of conversations that were opened lately, as the bytes of the answer: what everybody asks for who comes back at
/// once. Forgotten by the publisher before a change is told or acknowledged, so whoever heard of a change reads it.
/// </summary>
public sealed class NewestPages
{
    private const int BytesKept = 64 * 1024 * 1024;
    private const int Stripes = 4096;

    private readonly ConcurrentDictionary<long, byte[]> _pages = new();
    private readonly long[] _changes = new long[Stripes];
    private long _bytes;

    public NewestPages(EventPublisher publisher) => publisher.Telling += announcement =>
    {
        if (announcement.Seq > 0)
            Forget(announcement.ConversationN);
    };

    /// <summary>Where the conversation stands here: handed to <see cref="Keep"/> after the page was read.</summary>
    public long Changes(long conversationN) => Volatile.Read(ref _changes[conversationN % Stripes]);

    public byte[]? Find(long conversationN) => _pages.GetValueOrDefault(conversationN);

    /// <summary>Remembers a page, unless the conversation changed since <paramref name="changesBefore"/>.</summary>
    public void Keep(long conversationN, byte[] page, long changesBefore)
    {
        if (Interlocked.Add(ref _bytes, page.Length) > BytesKept)
        {
            _pages.Clear();
            Interlocked.Exchange(ref _bytes, page.Length);
        }

        _pages[conversationN] = page;
        if (Changes(conversationN) != changesBefore)   // looked at after writing: a change in between is seen here, or removes it itself
            Remove(conversationN);
    }

    private void Forget(long conversationN)
    {
        Interlocked.Increment(ref _changes[conversationN % Stripes]);
        Remove(conversationN);
    }

    private void Remove(long conversationN)
    {
        if (_pages.TryRemove(conversationN, out var page))
            Interlocked.Add(ref _bytes, -page.Length);
    }
}
