using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Parley.Protocol;

/// <summary>Makes an account.</summary>
public sealed record Register(
    [property: Required, StringLength(64, MinimumLength = 1)] string Username,
    [property: Required, EmailAddress, MaxLength(254)] string Email,
    [property: Required, StringLength(256, MinimumLength = 8)] string Password,
    [property: MaxLength(Limits.NameCharacters)] string? DisplayName = null,
    [property: MaxLength(64)] string? AccountType = null,
    [property: MaxLength(64)] string? Workspace = null,
    [property: MaxLength(128)] string? InviteCode = null);

/// <summary>Signs in by user name or e-mail address and password.</summary>
public sealed record LogIn(
    [property: Required, MaxLength(256)] string Password,
    [property: MaxLength(254)] string? Username = null,
    [property: MaxLength(254)] string? Email = null,
    [property: MaxLength(64)] string? Workspace = null);

/// <summary>Changes a refresh token for a new pair.</summary>
public sealed record RefreshLogIn([property: Required, MaxLength(512)] string RefreshToken);

/// <summary>Makes an API token. Scopes: <c>read</c>, <c>write</c>, <c>admin</c>; all when none are named.</summary>
public sealed record CreateToken(
    [property: Required, StringLength(Limits.NameCharacters, MinimumLength = 1)] string Name,
    [property: MaxLength(8)] IReadOnlyList<string>? Scopes = null, DateTimeOffset? ExpiresAt = null);

/// <summary>Makes a workspace.</summary>
public sealed record CreateWorkspace(
    [property: Required, RegularExpression("[a-z0-9][a-z0-9-]{0,62}")] string Slug,
    [property: Required, StringLength(Limits.NameCharacters, MinimumLength = 1)] string Name, Registration? Registration = null);

/// <summary>Changes a workspace; what is not named stays. <c>settings</c> is merged by RFC 7396: null brings the server's own value back.</summary>
public sealed record UpdateWorkspace(
    [property: StringLength(Limits.NameCharacters, MinimumLength = 1)] string? Name = null, Registration? Registration = null,
    [property: StringLength(128, MinimumLength = 8)] string? InviteCode = null,
    [property: MinLength(1), MaxLength(50)] IReadOnlyList<string>? AccountTypes = null,
    JsonElement? Settings = null);

/// <summary>Changes one's own account; what is not named stays.</summary>
public sealed record UpdateMe(
    [property: StringLength(Limits.NameCharacters, MinimumLength = 1)] string? DisplayName = null,
    [property: EmailAddress, MaxLength(254)] string? Email = null, [property: MaxLength(2_000)] string? AvatarUrl = null,
    [property: StringLength(256, MinimumLength = 8)] string? NewPassword = null, [property: MaxLength(256)] string? CurrentPassword = null);

/// <summary>Says something of oneself for a while: a text, an emoji or both. Replaces what was said before.</summary>
public sealed record SetStatus(
    [property: MaxLength(Limits.StatusCharacters)] string? Text = null, [property: MaxLength(Limits.EmojiCharacters)] string? Emoji = null,
    DateTimeOffset? Until = null);

/// <summary>Changes somebody's account, for administrators of the workspace; what is not named stays.</summary>
public sealed record UpdateUser(WorkspaceRole? Role = null, [property: MaxLength(64)] string? AccountType = null, bool? Disabled = null);

/// <summary>Begins a conversation, or finds the one that is there: a direct one by its pair, a room by its context.</summary>
public sealed record CreateConversation(
    ConversationType Type,
    [property: MaxLength(Limits.NameCharacters)] string? Title = null,
    [property: MaxLength(Limits.DescriptionCharacters)] string? Description = null,
    Visibility? Visibility = null,
    [property: MaxLength(Limits.PeoplePerCall)] IReadOnlyList<string>? MemberIds = null,
    ContextRequest? Context = null,
    HistoryVisibility? History = null,
    JsonElement? Metadata = null)
{
    /// <summary>The dialect through which it is begun.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Origin { get; init; }
}

/// <summary>The host application's thing that a conversation belongs to; a type and an id find the same conversation again.</summary>
public sealed record ContextRequest(
    [property: Required, StringLength(64, MinimumLength = 1)] string Type, [property: Required, StringLength(200, MinimumLength = 1)] string Id);

/// <summary>
/// Changes a conversation; what is not named stays, an empty text or metadata <c>{}</c> clears. In slow mode a member posts once in so many
/// seconds. Archived, it is closed for everybody: readable, and nobody writes in it until it is opened again.
/// </summary>
public sealed record UpdateConversation(
    [property: MaxLength(Limits.NameCharacters)] string? Title = null,
    [property: MaxLength(Limits.DescriptionCharacters)] string? Description = null, Visibility? Visibility = null,
    HistoryVisibility? History = null, [property: Range(0, Limits.SlowModeSeconds)] int? SlowModeSeconds = null,
    JsonElement? Metadata = null, bool? Archived = null);

/// <summary>Adds people, up to 1,000 in one call.</summary>
public sealed record AddMembers(
    [property: Required, MinLength(1), MaxLength(Limits.PeoplePerCall)] IReadOnlyList<string> UserIds, MemberRole? Role = null);

/// <summary>Changes a member's role, bans them, lifts a ban (<c>left</c>), or silences them until a time; one that is past lets them speak.</summary>
public sealed record UpdateMember(MemberRole? Role = null, MemberStatus? Status = null, DateTimeOffset? MutedUntil = null);

/// <summary>Hands a conversation to another member; the caller becomes an admin of it.</summary>
public sealed record TransferOwnership([property: Required, MaxLength(300)] string UserId);

/// <summary>Silences a conversation for the caller, for ever when no end is named.</summary>
public sealed record MuteConversation(DateTimeOffset? Until = null);

/// <summary>Moves the caller's read position forward, to the end when no ordinal is named.</summary>
public sealed record ReadBody([property: Range(0, long.MaxValue)] long? Ordinal = null);

/// <summary>Marks a conversation unread, for oneself alone, from this message on.</summary>
public sealed record UnreadBody([property: Range(1, long.MaxValue)] long Ordinal);

/// <summary>The body of a send over REST; the conversation stands in the address.</summary>
public sealed record SendMessageBody(
    [property: MaxLength(Limits.MessageCharacters)] string Content = "",
    MessageId? Id = null,
    MessageType MessageType = MessageType.Text,
    MessageId? ReplyTo = null,
    MessageId? ForwardFrom = null,
    [property: MaxLength(Limits.AttachmentsPerMessage)] IReadOnlyList<FileId>? AttachmentIds = null,
    JsonElement? Metadata = null,
    bool ClearDraft = false);

/// <summary>The body of an edit over REST; what is not named stays, and metadata <c>{}</c> clears it.</summary>
public sealed record EditMessageBody(
    [property: MaxLength(Limits.MessageCharacters)] string? Content = null, JsonElement? Metadata = null);
