using System.Text.Json.Serialization;
using Parley.Dialects.Shared;
using Parley.Protocol;

namespace Parley.Dialects.AriStay;

/// <summary>A person as AriStay shows one.</summary>
internal sealed record UserBriefJson(long Id, string Username, string FullName, string Email);

/// <summary>Who wrote the message that is answered.</summary>
internal sealed record SenderNameJson(long Id, string Username);

/// <summary>Who wrote a message, as the socket says it.</summary>
internal sealed record FrameSenderJson(long Id, string Username, string FullName);

/// <summary>A line of the list of rooms.</summary>
internal sealed record RoomLineJson(
    ConversationId Id, string DisplayName, string RoomType, bool IsActive, long UnreadCount, string LastMessagePreview, DateTimeOffset? LastMessageTime,
    long ParticipantCount, DateTimeOffset ModifiedAt);

/// <summary>A room with its people.</summary>
internal sealed record RoomJson(
    ConversationId Id, string Name, string RoomType, long? Task, long? Property, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt,
    UserBriefJson? CreatedBy, bool IsActive, DateTimeOffset? ArchivedAt, IReadOnlyList<ParticipantJson> Participants, long ParticipantCount,
    MessageJson? LastMessage, long UnreadCount, string DisplayName);

/// <summary>Somebody in a room.</summary>
internal sealed record ParticipantJson(
    long Id, UserBriefJson User, ConversationId Room, DateTimeOffset JoinedAt, DateTimeOffset? LastReadAt, bool IsAdmin, long UnreadCount,
    bool IsMuted, DateTimeOffset? LeftAt);

/// <summary>What an answer shows of the message it answers.</summary>
internal sealed record RepliedJson(MessageId Id, SenderNameJson Sender, string Content, DateTimeOffset CreatedAt);

/// <summary>A message; the room under both its names.</summary>
internal sealed record MessageJson(
    MessageId Id, ConversationId Room, ConversationId RoomId, UserBriefJson Sender, string MessageType, string Content, string? Attachment,
    string AttachmentName, long? AttachmentSize, RepliedJson? ReplyTo, MessageId? ReplyToId, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt,
    bool IsEdited, DateTimeOffset? EditedAt, bool IsDeleted, DateTimeOffset? DeletedAt, bool IsRead, long ReadCount,
    IReadOnlyDictionary<string, DateTimeOffset> ReadBy);

/// <summary>Figures of a room.</summary>
internal sealed record StatsJson(long MessageCount, long ParticipantCount, long UnreadCount, DateTimeOffset? LastMessageAt);

/// <summary>Somebody who types.</summary>
internal sealed record TypistJson(long Id, ConversationId Room, long User, DateTimeOffset StartedAt);

/// <summary>A sentence.</summary>
internal sealed record SaidJson(string Message);

/// <summary>Nothing.</summary>
internal sealed record NothingJson;

/// <summary>One's own account, as log-in tells it.</summary>
internal sealed record AccountJson(long Id, string Username, string Email, string Role, bool IsSuperuser, string FullName, UserId Uuid);

/// <summary>A log-in's two tokens; who it is, at log-in.</summary>
internal sealed record TokensJson(
    string Access, string Refresh, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AccountJson? User = null);

/// <summary>The socket's greeting.</summary>
internal sealed record GreetingFrame(string Type, ConversationId RoomId, long UnreadCount, long UserId, string Username);

/// <summary>A message as the socket tells it. What file it carries is named here; its address stands in the REST message.</summary>
internal sealed record FrameMessageJson(
    MessageId Id, ConversationId RoomId, ConversationId Room, FrameSenderJson Sender, string Content, string MessageType, MessageId? ReplyToId,
    DateTimeOffset CreatedAt, bool IsEdited, DateTimeOffset? EditedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AttachmentName = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? AttachmentSize = null);

/// <summary>A message is new, or was changed.</summary>
internal sealed record MessageFrame(string Type, FrameMessageJson Message);

/// <summary>A message is gone.</summary>
internal sealed record DeletedFrame(string Type, ConversationId RoomId, MessageId MessageId);

/// <summary>Somebody else types, or stopped.</summary>
internal sealed record TypingFrame(string Type, long UserId, string Username, bool IsTyping);

/// <summary>Somebody has read up to a message.</summary>
internal sealed record ReceiptFrame(string Type, MessageId MessageId, long UserId, DateTimeOffset ReadAt);

/// <summary>To who marked the room as read.</summary>
internal sealed record RoomReadFrame(string Type, ConversationId RoomId);

/// <summary>What the socket refuses.</summary>
internal sealed record ErrorFrame(string Type, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(MicrosecondTime)])]
[JsonSerializable(typeof(Page<RoomLineJson>))]
[JsonSerializable(typeof(RoomJson))]
[JsonSerializable(typeof(Page<MessageJson>))]
[JsonSerializable(typeof(Page<ParticipantJson>))]
[JsonSerializable(typeof(Page<TypistJson>))]
[JsonSerializable(typeof(StatsJson))]
[JsonSerializable(typeof(SaidJson))]
[JsonSerializable(typeof(NothingJson))]
[JsonSerializable(typeof(TokensJson))]
[JsonSerializable(typeof(GreetingFrame))]
[JsonSerializable(typeof(MessageFrame))]
[JsonSerializable(typeof(DeletedFrame))]
[JsonSerializable(typeof(TypingFrame))]
[JsonSerializable(typeof(ReceiptFrame))]
[JsonSerializable(typeof(RoomReadFrame))]
[JsonSerializable(typeof(ErrorFrame))]
internal sealed partial class AriStayJson : JsonSerializerContext
{
    /// <summary>For frames: text leaves unescaped, as in every answer.</summary>
    public static AriStayJson Wire => field ??= new(new(Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
