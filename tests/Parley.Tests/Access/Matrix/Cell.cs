using Parley.Protocol;

namespace Parley.Tests.Access.Matrix;

/// <summary>Who calls.</summary>
public enum Who
{
    Owner,
    Admin,
    Moderator,
    Member,

    /// <summary>Was a member and left.</summary>
    Left,
    Kicked,
    Banned,

    /// <summary>Of the same workspace, never a member.</summary>
    Stranger,

    /// <summary>Administers the workspace, and was never a member here: that opens no conversation.</summary>
    WorkspaceAdmin,

    /// <summary>Owns the workspace and with it the install.</summary>
    WorkspaceOwner,

    /// <summary>The owner's own program, with an API token that may only read.</summary>
    ReadOnly,

    /// <summary>A stranger whose account was disabled.</summary>
    Disabled,

    /// <summary>The owner of another workspace.</summary>
    Elsewhere,

    /// <summary>No credential.</summary>
    Nobody,
}

/// <summary>What the call is about.</summary>
public enum Kind
{
    Direct,
    PrivateGroup,
    PublicGroup,
    PrivateChannel,
    PublicChannel,

    /// <summary>A public group that its owner deleted.</summary>
    Ended,

    /// <summary>Ids that nothing has.</summary>
    Unknown,
}

/// <summary>One question of the matrix: what does this caller get there? Knows nothing of how the server answers.</summary>
public readonly record struct Cell(Kind Kind, Who Who)
{
    public ConversationType Type => Kind switch
    {
        Kind.Direct => ConversationType.Direct,
        Kind.PrivateChannel or Kind.PublicChannel => ConversationType.Channel,
        _ => ConversationType.Group,
    };

    /// <summary>Whether the whole workspace may know that it exists.</summary>
    public bool IsPublic => Kind is Kind.PublicGroup or Kind.PublicChannel;

    /// <summary>The role in which the caller is an active member; nothing for everyone else.</summary>
    public MemberRole? Role => Kind is Kind.Ended or Kind.Unknown ? null : Who switch
    {
        Who.Owner or Who.ReadOnly => MemberRole.Owner,
        Who.Admin => MemberRole.Admin,
        Who.Moderator => MemberRole.Moderator,
        Who.Member => MemberRole.Member,
        _ => null,
    };

    public bool IsActive => Role is not null;

    /// <summary>Everyone who can stand in this relation: a direct conversation knows no roles, and nobody leaves it.</summary>
    public static IEnumerable<Who> Callers(Kind kind) => kind == Kind.Direct
        ? [Who.Member, Who.Stranger, Who.WorkspaceAdmin, Who.WorkspaceOwner, Who.Disabled, Who.Elsewhere, Who.Nobody]
        : Enum.GetValues<Who>();
}
