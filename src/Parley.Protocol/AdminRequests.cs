using System.ComponentModel.DataAnnotations;

namespace Parley.Protocol;

/// <summary>Changes an account, for administrators; what is not named stays, an empty <c>email</c> clears it.</summary>
public sealed record AdminUpdateUser(
    WorkspaceRole? Role = null, [property: MaxLength(64)] string? AccountType = null, bool? Disabled = null,
    [property: StringLength(Limits.NameCharacters, MinimumLength = 1)] string? DisplayName = null,
    [property: MaxLength(254)] string? Email = null);

/// <summary>Makes an account whose person sets the password by a one-use invitation.</summary>
public sealed record AdminCreateUser(
    [property: Required, StringLength(64, MinimumLength = 1)] string Username,
    [property: EmailAddress, MaxLength(254)] string? Email = null,
    [property: StringLength(Limits.NameCharacters, MinimumLength = 1)] string? DisplayName = null,
    [property: MaxLength(64)] string? AccountType = null, WorkspaceRole? Role = null);

/// <summary>Sets the password of an account that was made for somebody, and signs in. Each invitation works once.</summary>
public sealed record AcceptInvite(
    [property: Required, MaxLength(512)] string Invite, [property: Required, StringLength(256, MinimumLength = 8)] string Password);

/// <summary>Which people: all that it names must fit.</summary>
public sealed record AdminUserFilter(
    [property: MaxLength(Limits.NameCharacters)] string? Query = null, [property: MaxLength(64)] string? AccountType = null,
    WorkspaceRole? Role = null, UserState? State = null);

/// <summary>Does one thing with up to 1,000 accounts: those named, or those that the filter finds.</summary>
public sealed record AdminBulkUsers(
    UserAction Action, [property: MaxLength(Limits.PeoplePerCall)] IReadOnlyList<string>? Ids = null, AdminUserFilter? Filter = null,
    [property: MaxLength(64)] string? AccountType = null, WorkspaceRole? Role = null);

/// <summary>Adds or removes up to 1,000 people of a conversation, or gives them a role.</summary>
public sealed record AdminChangeMembers(
    MemberAction Action, [property: Required, MinLength(1), MaxLength(Limits.PeoplePerCall)] IReadOnlyList<string> UserIds, MemberRole? Role = null);

/// <summary>Deletes up to 1,000 messages, or brings them back.</summary>
public sealed record AdminBulkMessages(
    MessageAction Action, [property: Required, MinLength(1), MaxLength(Limits.PeoplePerCall)] IReadOnlyList<MessageId> Ids);
