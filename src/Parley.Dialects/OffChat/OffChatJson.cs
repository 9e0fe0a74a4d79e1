using System.Text.Json.Serialization;
using Parley.Dialects.Shared;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>An account; its id is text, because the client compares ids as texts.</summary>
internal sealed record UserJson(
    string Id, string Username, string Email, string FirstName, string LastName, string? Avatar, string Role, string Status, bool IsStaff,
    bool IsActive, string OnlineStatus, [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset DateJoined);

/// <summary>Both tokens.</summary>
internal sealed record TokensJson(string Access, string Refresh);

/// <summary>What log-in and sign-up answer, for readers of the tokens at either place.</summary>
internal sealed record SignedInJson(UserJson User, TokensJson Tokens, string Access, string Refresh, string Token, string Message);

/// <summary>A sentence.</summary>
internal sealed record SaidJson(string Message);

/// <summary>Nothing.</summary>
internal sealed record EmptyJson;

/// <summary>Everybody.</summary>
internal sealed record UsersJson(IReadOnlyList<UserJson> Users, long Count);

/// <summary>What a heartbeat answers.</summary>
internal sealed record HeartbeatJson(string Message, string OnlineStatus, [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset LastSeen);

/// <summary>Whether somebody is there; here the id is a number.</summary>
internal sealed record StatusJson(long UserId, string Username, bool IsOnline, [property: JsonConverter(typeof(PythonTime))] DateTimeOffset? LastSeen);

/// <summary>Whether these people are there.</summary>
internal sealed record StatusesJson(IReadOnlyList<StatusJson> Users);

/// <summary>The status that one has set.</summary>
internal sealed record StatusSetJson(string Message, string Status);

/// <summary>Somebody in a conversation.</summary>
internal sealed record ParticipantJson(
    string Id, string Username, string FirstName, string Email, string? Avatar, string Status, string DisplayStatus, string OnlineStatus, bool IsActive);

/// <summary>Who wrote a message.</summary>
internal sealed record SenderJson(string Id, string Username);

/// <summary>A message.</summary>
internal sealed record MessageJson(
    MessageId Id, ConversationId Conversation, SenderJson Sender, string Content, string MessageType, MessageId? ReplyTo, MessageId? ForwardedFrom,
    bool IsEdited, [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset? EditedAt,
    bool IsDeleted, [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset? DeletedAt,
    [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset Timestamp, IReadOnlyList<AttachmentJson> Attachments);

/// <summary>A file of a message; <c>file</c>, <c>url</c> and those of the thumbnail open without a credential for a day.</summary>
internal sealed record AttachmentJson(
    FileId Id, MessageId Message, string File, string FileName, string FileType, long FileSize, string MimeType, double? Duration,
    [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset UploadedAt, double FileSizeMb, bool IsImage, bool IsAudio, bool IsVideo,
    bool IsDocument, string Url, string? Thumbnail, string? ThumbnailUrl, long? Width, long? Height, string? VideoDimensions, string? DurationFormatted);

/// <summary>Somebody in a group; <c>user</c> is the name.</summary>
internal sealed record GroupMemberJson(
    long Id, string User, string UserId, string Role, string Status, [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset JoinedAt,
    [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset? LastActivity);

/// <summary>A group; its id is also its conversation's.</summary>
internal sealed record GroupJson(
    ConversationId Id, string Name, string Description, string? Avatar, string GroupType, string CreatedBy,
    [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset CreatedAt, [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset UpdatedAt,
    [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset LastActivity, bool IsDeleted,
    [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset? DeletedAt, long MemberCount, bool IsPrivate, bool CanManage,
    IReadOnlyList<GroupMemberJson> Members);

/// <summary>A conversation of two, or of a group.</summary>
internal sealed record ConversationJson(
    ConversationId Id, string ConversationType, GroupJson? Group, string Title, string Description,
    [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset? LastMessageAt, string ConversationStatus, bool IsActive,
    [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset CreatedAt, [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset UpdatedAt,
    bool IsDeleted, [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset? DeletedAt, long ParticipantCount,
    IReadOnlyList<ParticipantJson> Participants, MessageJson? LastMessage, long MessageCount, long UnreadCount);

/// <summary>What a search found.</summary>
internal sealed record FoundJson(
    IReadOnlyList<ConversationJson> Conversations, IReadOnlyList<MessageJson> Messages, IReadOnlyList<GroupJson> Groups, IReadOnlyList<UserJson> Users);

/// <summary>What was searched for, and found.</summary>
internal sealed record SearchJson(string Query, string SearchType, FoundJson Results);

/// <summary>Something that one is told of.</summary>
internal sealed record NoticeJson(
    NotificationId Id, string Type, string Title, string Message, ConversationId ConversationId, MessageId? MessageId, bool Read,
    [property: JsonConverter(typeof(PythonTime))] DateTimeOffset Timestamp);

/// <summary>What one has been told of and not read.</summary>
internal sealed record NoticesJson(IReadOnlyList<NoticeJson> Notifications, long Count);

/// <summary>How many notifications were marked read.</summary>
internal sealed record NoticesReadJson(string Message, long UpdatedCount);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(UserJson))]
[JsonSerializable(typeof(SignedInJson))]
[JsonSerializable(typeof(TokensJson))]
[JsonSerializable(typeof(SaidJson))]
[JsonSerializable(typeof(EmptyJson))]
[JsonSerializable(typeof(UsersJson))]
[JsonSerializable(typeof(HeartbeatJson))]
[JsonSerializable(typeof(StatusesJson))]
[JsonSerializable(typeof(StatusSetJson))]
[JsonSerializable(typeof(Page<ConversationJson>))]
[JsonSerializable(typeof(Page<MessageJson>))]
[JsonSerializable(typeof(Page<GroupJson>))]
[JsonSerializable(typeof(Page<GroupMemberJson>))]
[JsonSerializable(typeof(AttachmentJson))]
[JsonSerializable(typeof(SearchJson))]
[JsonSerializable(typeof(NoticesJson))]
[JsonSerializable(typeof(NoticesReadJson))]
[JsonSerializable(typeof(NewMessageFrame))]
[JsonSerializable(typeof(DeletedFrame))]
[JsonSerializable(typeof(TypingFrame))]
[JsonSerializable(typeof(PresenceFrame))]
[JsonSerializable(typeof(StatusChangeFrame))]
[JsonSerializable(typeof(FriendsFrame))]
[JsonSerializable(typeof(DeliveryFrame))]
[JsonSerializable(typeof(ActivityFrame))]
[JsonSerializable(typeof(JoinedFrame))]
[JsonSerializable(typeof(PlainFrame))]
internal sealed partial class OffChatJson : JsonSerializerContext
{
    /// <summary>Text leaves unescaped.</summary>
    public static OffChatJson Wire => field ??= new(new(Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
