using System.Text.Json.Serialization;
using Parley.Dialects.Shared;
using Parley.Protocol;

namespace Parley.Dialects.TenantChat;

/// <summary>A person in a conversation, as its list shows them.</summary>
internal sealed record PersonJson(
    UserId Id, string Username, string DisplayName, string? ProfileImageUrl)
{
    // The client reads both spellings.
    [JsonPropertyName("displayName")]
    public string DisplayNameAgain => DisplayName;
}

/// <summary>The beginning of a conversation's newest message.</summary>
internal sealed record LastMessageJson(MessageId Id, string Content, UserId SenderId, MessageType MessageType, DateTimeOffset CreatedAt);

/// <summary>A conversation, with its people and how much of it is unread.</summary>
internal sealed record ConversationJson(
    ConversationId Id, string Title, ConversationType ConversationType, UserId? CreatedBy, bool IsActive, DateTimeOffset? LastMessageAt,
    long ParticipantCount, LastMessageJson? LastMessage, long UnreadCount, IReadOnlyList<PersonJson> Participants, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>A membership.</summary>
internal sealed record ParticipantJson(
    Guid Id, ConversationId Conversation, UserId UserId, MemberRole Role, DateTimeOffset JoinedAt, DateTimeOffset? LastSeenAt, bool IsActive);

/// <summary>One person's emoji under a message.</summary>
internal sealed record ReactionJson(Guid Id, MessageId Message, UserId UserId, string Emoji, DateTimeOffset CreatedAt);

/// <summary>A message; its file is named by an address, a name and a size.</summary>
internal sealed record MessageJson(
    MessageId Id, ConversationId Conversation, UserId SenderId, MessageType MessageType, string Content, string FileUrl, string FileName,
    long? FileSize, MessageId? ReplyTo, IReadOnlyList<ReactionJson> Reactions, long ReplyCount, DateTimeOffset? EditedAt, bool IsDeleted,
    DateTimeOffset CreatedAt);

/// <summary>How reachable somebody is.</summary>
internal sealed record PresenceJson(Guid Id, UserId UserId, PresenceStatus Status, DateTimeOffset? LastSeen, ConversationId? CurrentConversation);

/// <summary>An uploaded file.</summary>
internal sealed record UploadJson(string FileUrl, string FileName, long FileSize, string ContentType);

/// <summary>Somebody of the tenant. The id is a number: the client runs <c>parseInt</c> over it before it begins a direct conversation.</summary>
internal sealed record UserJson(
    long Id, UserId Uuid, string Username, string DisplayName, string? ProfileImageUrl, string Email, bool IsOnline);

/// <summary>The account that signed in; its id is what messages name as their sender.</summary>
internal sealed record OwnUserJson(
    UserId Id, string Username, string DisplayName, string Email, string Role, string? ProfileImageUrl, WorkspaceId TenantId);

/// <summary>What signing in gives.</summary>
internal sealed record TokensJson(string Access, string Refresh, OwnUserJson User);

/// <summary>A new pair of tokens.</summary>
internal sealed record RefreshedJson(string Access, string Refresh);

/// <summary>A new access token.</summary>
internal sealed record RenewedJson(string Access);

/// <summary>The file of a message that lies elsewhere, as it is kept in the message's metadata.</summary>
internal sealed record LinkedFileJson(
    string FileUrl, string FileName, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? FileSize);

/// <summary>The title of a direct conversation, as it is kept in the conversation's metadata.</summary>
internal sealed record TitleJson(string Title);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(MicrosecondTime)])]
[JsonSerializable(typeof(Page<ConversationJson>))]
[JsonSerializable(typeof(Page<ParticipantJson>))]
[JsonSerializable(typeof(Page<MessageJson>))]
[JsonSerializable(typeof(Page<ReactionJson>))]
[JsonSerializable(typeof(Page<PresenceJson>))]
[JsonSerializable(typeof(Page<UserJson>))]
[JsonSerializable(typeof(UploadJson))]
[JsonSerializable(typeof(TokensJson))]
[JsonSerializable(typeof(RefreshedJson))]
[JsonSerializable(typeof(RenewedJson))]
[JsonSerializable(typeof(LinkedFileJson))]
[JsonSerializable(typeof(TitleJson))]
[JsonSerializable(typeof(EstablishedFrame))]
[JsonSerializable(typeof(JoinedFrame))]
[JsonSerializable(typeof(LeftFrame))]
[JsonSerializable(typeof(MessageFrame))]
[JsonSerializable(typeof(UpdatedFrame))]
[JsonSerializable(typeof(DeletedFrame))]
[JsonSerializable(typeof(ReactionFrame))]
[JsonSerializable(typeof(TypingFrame))]
[JsonSerializable(typeof(ReadFrame))]
[JsonSerializable(typeof(PresenceFrame))]
[JsonSerializable(typeof(StatusFrame))]
[JsonSerializable(typeof(ErrorFrame))]
internal sealed partial class TenantChatJson : JsonSerializerContext
{
    /// <summary>Text leaves unescaped.</summary>
    public static TenantChatJson Wire => field ??= new(new(Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
