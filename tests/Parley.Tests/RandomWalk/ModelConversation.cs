using Parley.Access;
using Parley.Protocol;

namespace Parley.Tests.RandomWalk;

/// <summary>What a conversation is in the simplest words that predict it.</summary>
internal sealed class ModelConversation(ConversationId id, ConversationType type, Visibility visibility)
{
    public ConversationId Id => id;

    public ConversationType Type => type;

    public Visibility Visibility { get; set; } = visibility;

    public string? Title { get; set; }

    public bool IsDeleted { get; set; }

    public long LastSeq { get; set; } = 1;   // it was created

    public Dictionary<int, ModelMember> Members { get; } = [];

    public List<ModelMessage> Messages { get; } = [];

    public IEnumerable<int> Active => Members.Where(m => m.Value.Status == MemberStatus.Active).Select(m => m.Key);

    public ModelMember? ActiveMember(int person) =>
        !IsDeleted && Members.TryGetValue(person, out var member) && member.Status == MemberStatus.Active ? member : null;

    public long Unread(int person) => Messages.Count(m => m.Ordinal > Members[person].Read);

    /// <summary>Why somebody may not; nothing when they may.</summary>
    public Error? Refuses(int person, Permission permission) => ActiveMember(person) switch
    {
        null => !IsDeleted && Visibility == Visibility.Public ? Errors.Forbidden : Errors.NotFound,
        { } member => Permissions.Allows(Type, member.Role, permission) ? null : Errors.Forbidden,
    };

    public bool IsLastOwner(int person) =>
        ActiveMember(person) is { Role: MemberRole.Owner } && Active.Count(p => Members[p].Role == MemberRole.Owner) == 1;

    public void Post(ModelMessage message)
    {
        LastSeq++;
        message.Ordinal = Messages.Count + 1;
        Messages.Add(message);
        if (Members.TryGetValue(message.Sender, out var sender))
            sender.Read = message.Ordinal;
    }

    public void Join(int person, MemberRole role)
    {
        LastSeq++;
        Members[person] = new ModelMember { Role = role, Read = Messages.Count };
    }

    /// <summary>A role or a status that changes without coming or going counts one; so does going.</summary>
    public void Set(int person, MemberRole role, MemberStatus status)
    {
        LastSeq++;
        if (!Members.TryGetValue(person, out var member))
            Members[person] = member = new ModelMember();
        (member.Role, member.Status) = (role, status);
    }

    /// <summary>The line in the timeline.</summary>
    public void Say(int actor) => Post(new ModelMessage { Sender = actor, IsSystem = true });
}

internal sealed class ModelMember
{
    public MemberRole Role { get; set; }

    public MemberStatus Status { get; set; }

    public long Read { get; set; }
}

internal sealed class ModelMessage
{
    public MessageId? Id { get; init; }   // of the server's own lines it is not known

    public int Sender { get; init; }

    public bool IsSystem { get; init; }

    public string Content { get; set; } = "";

    public long Ordinal { get; set; }

    public ModelMessage? ReplyTo { get; init; }

    public bool IsForward { get; init; }

    public bool IsEdited { get; set; }

    public bool IsDeleted { get; set; }

    public int Replies { get; set; }

    public HashSet<(int Person, string Emoji)> Reactions { get; } = [];
}
