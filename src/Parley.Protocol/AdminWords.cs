using System.Text.Json.Serialization;

namespace Parley.Protocol;

/// <summary>Where an account stands. <c>never_signed_in</c>: made, and nothing was ever heard of it.</summary>
[JsonConverter(typeof(Snake<UserState>))]
public enum UserState
{
    Active,
    Disabled,
    NeverSignedIn,
}

/// <summary>What is done with many accounts.</summary>
[JsonConverter(typeof(Snake<UserAction>))]
public enum UserAction
{
    Disable,
    Enable,
    SetType,
    SetRole,
    SignOut,
}

/// <summary>What is done with many members.</summary>
[JsonConverter(typeof(Snake<MemberAction>))]
public enum MemberAction
{
    Add,
    Remove,
    SetRole,
}

/// <summary>What is done with many messages.</summary>
[JsonConverter(typeof(Snake<MessageAction>))]
public enum MessageAction
{
    Delete,
    Restore,
}

/// <summary>Whether a conversation is there or was deleted.</summary>
[JsonConverter(typeof(Snake<AdminConversationState>))]
public enum AdminConversationState
{
    Active,
    Deleted,
}

/// <summary>The order of a list of accounts.</summary>
[JsonConverter(typeof(Snake<UserSort>))]
public enum UserSort
{
    Created,
    Name,
    LastLogIn,
    Messages,
}
