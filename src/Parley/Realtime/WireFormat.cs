using Parley.Protocol;

namespace Parley.Realtime;

/// <summary>How events look to all who speak one language. One instance a language: its listeners share the bytes it makes.</summary>
public abstract class WireFormat
{
    private static int _count;

    /// <summary>Its place among the frames of an announcement; 0 is the own protocol's.</summary>
    internal int Index { get; } = Interlocked.Increment(ref _count);

    /// <summary>Whether people hear of their own typing too.</summary>
    public virtual bool EchoesOneself => false;

    /// <summary>
    /// An event as one whole frame (<see cref="WireFrame"/>), or nothing where the language has no word for it. Called on the
    /// publisher's thread, once for all listeners; <paramref name="conversationN"/> is 0 where it is about no conversation.
    /// </summary>
    public abstract byte[]? Encode(long conversationN, ChatEvent happened);
}

/// <summary>What one socket of a dialect wants to hear of all that its person may hear. A socket of the own protocol has none and hears all.</summary>
public abstract class Ear
{
    public abstract WireFormat Format { get; }

    /// <summary>The one conversation that the socket is about for its whole life; 0: any.</summary>
    public virtual long OnlyConversationN => 0;

    /// <summary>Asked before a frame is sent, on the publisher's thread: quick, and may send words of its own first.</summary>
    public virtual bool Hears(long conversationN, ChatEvent happened) => true;
}
