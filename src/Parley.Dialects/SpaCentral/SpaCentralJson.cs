using System.Text.Json.Serialization;
using Parley.Dialects.Shared;

namespace Parley.Dialects.SpaCentral;

/// <summary>A person.</summary>
internal sealed record UserJson(long Id, string Email, string FullName, string UserType, string? ProfilePicture, string? ProfilePictureUrl);

/// <summary>A message between two people.</summary>
internal sealed record MessageJson(
    long Id, UserJson Sender, UserJson Receiver, string Message, string MessageType, string? File, string? FileUrl, string? FileName,
    long? FileSize, string? FileSizeHuman, string? FileType, DateTimeOffset Timestamp, DateTimeOffset UpdatedAt, bool IsRead,
    DateTimeOffset? ReadAt, bool IsDelivered, DateTimeOffset? DeliveredAt, bool IsEdited, bool IsDeleted, DateTimeOffset? DeletedAt,
    long? ReplyTo, RepliedJson? ReplyToMessage, bool IsImage, bool IsAudio, bool IsVideo);

/// <summary>The message that another one answers.</summary>
internal sealed record RepliedJson(long Id, string Message, UserJson Sender, string MessageType);

/// <summary>What one has with somebody: the newest message and how many are unread.</summary>
internal sealed record ConversationJson(
    UserJson User, string LastMessage, DateTimeOffset LastMessageTimestamp, string LastMessageType, long UnreadCount, bool IsSender, bool IsOnline);

/// <summary>Something one is told of.</summary>
internal sealed record NotificationJson(
    long Id, UserJson Sender, string NotificationType, string Message, bool IsRead, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt,
    MessageJson? RelatedMessage);

/// <summary>A room with its people.</summary>
internal sealed record RoomJson(
    long Id, string Name, string Description, UserJson? CreatedBy, IReadOnlyList<UserJson> Members, long MemberCount, bool IsActive,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>What a log-in gives.</summary>
internal sealed record LogInJson(string Token, UserJson User, string Message);

/// <summary>A token alone.</summary>
internal sealed record TokenJson(string Token);

/// <summary>It worked, as some routes say it.</summary>
internal sealed record SuccessJson(bool Success);

/// <summary>It worked, as other routes say it.</summary>
internal sealed record StatusJson(string Status);

/// <summary>How much is unread.</summary>
internal sealed record UnreadJson(long UnreadCount);

/// <summary>What the socket tells of a new message.</summary>
internal sealed record MessageFrame(
    string Type, long Id, long SenderId, long ReceiverId, string Message, string MessageType, DateTimeOffset Timestamp, string? FileUrl,
    string? FileName, long? FileSize, string? FileType, long? ReplyTo);

/// <summary>Somebody types, or stopped.</summary>
internal sealed record TypingFrame(string Type, long UserId, bool IsTyping);

/// <summary>Somebody has read these.</summary>
internal sealed record ReadFrame(string Type, long UserId, IReadOnlyList<long> MessageIds);

/// <summary>A notification as the socket tells it.</summary>
internal sealed record NotificationFrame(
    string Type, long Id, UserJson Sender, string NotificationType, string Message, bool IsRead, DateTimeOffset CreatedAt,
    DateTimeOffset? ReadAt, MessageJson? RelatedMessage);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(MicrosecondTime)])]
[JsonSerializable(typeof(UserJson))]
[JsonSerializable(typeof(IReadOnlyList<UserJson>))]
[JsonSerializable(typeof(MessageJson))]
[JsonSerializable(typeof(IReadOnlyList<MessageJson>))]
[JsonSerializable(typeof(Page<MessageJson>))]
[JsonSerializable(typeof(IReadOnlyList<ConversationJson>))]
[JsonSerializable(typeof(NotificationJson))]
[JsonSerializable(typeof(Page<NotificationJson>))]
[JsonSerializable(typeof(RoomJson))]
[JsonSerializable(typeof(Page<RoomJson>))]
[JsonSerializable(typeof(LogInJson))]
[JsonSerializable(typeof(TokenJson))]
[JsonSerializable(typeof(SuccessJson))]
[JsonSerializable(typeof(StatusJson))]
[JsonSerializable(typeof(UnreadJson))]
[JsonSerializable(typeof(MessageFrame))]
[JsonSerializable(typeof(TypingFrame))]
[JsonSerializable(typeof(ReadFrame))]
[JsonSerializable(typeof(NotificationFrame))]
internal sealed partial class SpaCentralJson : JsonSerializerContext
{
    /// <summary>Text leaves unescaped, as in every answer.</summary>
    public static SpaCentralJson Wire => field ??= new(new(Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
