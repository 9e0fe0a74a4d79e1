using Parley.Protocol;

namespace Parley.Realtime;

/// <summary>
/// Something to tell the listeners of a conversation, and what it does to who listens. A numbered one (<see cref="Seq"/> above 0)
/// comes out of a commit; a passing one is heard now or never.
/// </summary>
public sealed record Announcement(long ConversationN, ConversationId ConversationId, long Seq, ChatEvent Event)
{
    /// <summary>People whose sockets listen from this very event on.</summary>
    public IReadOnlyList<long> Joining { get; init; } = [];

    /// <summary>Somebody whose sockets hear this event and nothing after it.</summary>
    public long? Leaving { get; init; }

    /// <summary>Somebody whose rights changed: what is remembered of them is forgotten.</summary>
    public long? Changed { get; init; }

    /// <summary>Everybody stops listening, and whatever is remembered of the conversation is forgotten.</summary>
    public bool Ends { get; init; }

    /// <summary>What is remembered of the conversation itself (title, visibility) is forgotten.</summary>
    public bool Alters { get; init; }

    /// <summary>What some people are told in its place, because they may not see all of it; the first that names a person counts.</summary>
    public IReadOnlyList<InsteadFor> Instead { get; init; } = [];

    /// <summary>Somebody who need not hear it, because it is about themselves.</summary>
    public long? Except { get; init; }

    /// <summary>People who do not hear it, because one of them and the one it is about has blocked the other.</summary>
    public IReadOnlySet<long>? Unseen { get; init; }
}

/// <summary>What these people hear instead of an event, under the same number.</summary>
public sealed record InsteadFor(IReadOnlySet<long> UserNs, ChatEvent Event);

/// <summary>Something to tell all sockets of one person, such as their own read position on another device.</summary>
public sealed record PersonalAnnouncement(long UserN, ChatEvent Event);

/// <summary>Something to tell whoever shares a conversation of at most a few hundred people with this person.</summary>
public sealed record NeighbourAnnouncement(long UserN, IReadOnlyList<long> Conversations, ChatEvent Event)
{
    /// <summary>As of <see cref="Announcement.Unseen"/>.</summary>
    public IReadOnlySet<long>? Unseen { get; init; }
}
