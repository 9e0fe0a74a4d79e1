using Parley.Protocol;

namespace Parley.Access;

/// <summary>What one may want to do in a conversation.</summary>
public enum Permission
{
    Read,
    Post,
    React,
    PinMessages,
    Leave,
    DeleteAnyMessage,
    EditConversation,
    AddMembers,
    RemoveMembers,
    BanMembers,
    SilenceMembers,
    ChangeRoles,
    TransferOwnership,
    DeleteConversation,

    /// <summary>Name everybody at once. In small groups every member may (Notifications/Mentions).</summary>
    MentionAll,
}

/// <summary>
/// The one table of who may do what: the least role that may, by kind of conversation; nothing where nobody may. The access
/// matrix of the tests is generated from it.
/// </summary>
public static class Permissions
{
    private static readonly Dictionary<Permission, (MemberRole? Direct, MemberRole? Group, MemberRole? Channel)> Table = new()
    {
        //                                 direct               group                  channel
        [Permission.Read] =               (MemberRole.Member,   MemberRole.Member,     MemberRole.Member),
        [Permission.Post] =               (MemberRole.Member,   MemberRole.Member,     MemberRole.Moderator),
        [Permission.React] =              (MemberRole.Member,   MemberRole.Member,     MemberRole.Member),
        [Permission.PinMessages] =        (MemberRole.Member,   MemberRole.Member,     MemberRole.Moderator),
        [Permission.Leave] =              (null,                MemberRole.Member,     MemberRole.Member),
        [Permission.DeleteAnyMessage] =   (null,                MemberRole.Moderator,  MemberRole.Moderator),
        [Permission.EditConversation] =   (null,                MemberRole.Admin,      MemberRole.Admin),
        [Permission.AddMembers] =         (null,                MemberRole.Moderator,  MemberRole.Admin),
        [Permission.RemoveMembers] =      (null,                MemberRole.Moderator,  MemberRole.Moderator),
        [Permission.BanMembers] =         (null,                MemberRole.Moderator,  MemberRole.Moderator),
        [Permission.SilenceMembers] =     (null,                MemberRole.Moderator,  MemberRole.Moderator),
        [Permission.ChangeRoles] =        (null,                MemberRole.Admin,      MemberRole.Admin),
        [Permission.TransferOwnership] =  (null,                MemberRole.Owner,      MemberRole.Owner),
        [Permission.DeleteConversation] = (null,                MemberRole.Owner,      MemberRole.Owner),
        [Permission.MentionAll] =         (null,                MemberRole.Moderator,  MemberRole.Moderator),
    };

    /// <summary>The least role that may; nothing when nobody may.</summary>
    public static MemberRole? Least(ConversationType type, Permission permission) => type switch
    {
        ConversationType.Direct => Table[permission].Direct,
        ConversationType.Group => Table[permission].Group,
        _ => Table[permission].Channel,
    };

    public static bool Allows(ConversationType type, MemberRole role, Permission permission) =>
        Least(type, permission) is { } least && role >= least;
}
