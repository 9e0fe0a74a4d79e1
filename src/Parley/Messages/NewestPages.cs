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

    private readonly Lock _changing = new();
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
        lock (_changing)   // looked at and kept in one step: an outdated page is never found, not even for a moment
        {
            if (Changes(conversationN) != changesBefore)
                return;

            Remove(conversationN);
            if (_bytes + page.Length > BytesKept)
            {
                _pages.Clear();
                _bytes = 0;
            }

            _pages[conversationN] = page;
            _bytes += page.Length;
        }
    }

    private void Forget(long conversationN)
    {
        lock (_changing)
        {
            _changes[conversationN % Stripes]++;
            Remove(conversationN);
        }
    }

    private void Remove(long conversationN)
    {
        if (_pages.TryRemove(conversationN, out var page))
            _bytes -= page.Length;
    }
}
