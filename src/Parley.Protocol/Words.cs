using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Protocol;

/// <summary>Writes an enum as its snake_case name and reads only such a name.</summary>
public sealed class Snake<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;

/// <summary>What kind of conversation: two people, many who all write, or few who write for many.</summary>
[JsonConverter(typeof(Snake<ConversationType>))]
public enum ConversationType
{
    Direct,
    Group,
    Channel,
}

/// <summary>Whether people of the workspace may find and join a conversation by themselves.</summary>
[JsonConverter(typeof(Snake<Visibility>))]
public enum Visibility
{
    Private,
    Public,
}

/// <summary>What those who come later see of a conversation: all of it, or only what is said from then on.</summary>
[JsonConverter(typeof(Snake<HistoryVisibility>))]
public enum HistoryVisibility
{
    FromStart,
    FromJoin,
}

/// <summary>What a member may do in a conversation; see Access/Permissions.</summary>
[JsonConverter(typeof(Snake<MemberRole>))]
public enum MemberRole
{
    Member,
    Moderator,
    Admin,
    Owner,
}

/// <summary>Where a member stands: only an active one sees anything; a banned one cannot come back.</summary>
[JsonConverter(typeof(Snake<MemberStatus>))]
public enum MemberStatus
{
    Active,
    Left,
    Kicked,
    Banned,
}

/// <summary>What a message carries. <c>system</c> is written by the server only.</summary>
[JsonConverter(typeof(Snake<MessageType>))]
public enum MessageType
{
    Text,
    Emoji,
    Image,
    File,
    Audio,
    Video,
    System,
}

/// <summary>How reachable a person says they are, or is seen to be.</summary>
[JsonConverter(typeof(Snake<PresenceStatus>))]
public enum PresenceStatus
{
    Offline,
    Online,
    Away,
    Busy,
}

/// <summary>What an account may do in its workspace. The owners of workspace <c>main</c> own the install.</summary>
[JsonConverter(typeof(Snake<WorkspaceRole>))]
public enum WorkspaceRole
{
    Member,
    Admin,
    Owner,
}

/// <summary>Who may make an account by themselves: everyone, who knows the invite code, or nobody.</summary>
[JsonConverter(typeof(Snake<Registration>))]
public enum Registration
{
    Open,
    Invite,
    Closed,
}
