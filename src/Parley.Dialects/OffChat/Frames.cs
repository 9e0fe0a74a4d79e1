using System.Text.Json.Serialization;
using Parley.Dialects.Shared;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>A message that is told: new, or as it is now; with <c>group_id</c> where it stands in a group.</summary>
internal sealed record NewMessageFrame(string Type, ToldMessageJson Message);

/// <summary>A message as sockets tell it. Its files are named; their addresses are had by <c>attachments/{id}/</c>.</summary>
internal sealed record ToldMessageJson(
    MessageId Id, ConversationId ConversationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConversationId? GroupId,
    string Content, SenderJson Sender, [property: JsonConverter(typeof(PythonTime))] DateTimeOffset Timestamp, string MessageType,
    MessageId? ReplyTo, MessageId? ForwardedFrom, bool IsEdited, IReadOnlyList<ToldFileJson> Attachments);

/// <summary>A file as sockets tell it.</summary>
internal sealed record ToldFileJson(FileId Id, string FileName, string FileType, long FileSize, string MimeType);

/// <summary>A message was deleted.</summary>
internal sealed record DeletedFrame(
    string Type, MessageId MessageId, ConversationId ConversationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConversationId? GroupId);

/// <summary>Somebody types, or stopped.</summary>
internal sealed record TypingFrame(
    string Type, string UserId, string Username, bool IsTyping, ConversationId ConversationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConversationId? GroupId);

/// <summary>Somebody is there, or gone.</summary>
internal sealed record PresenceFrame(string Type, string UserId, string Username);

/// <summary>How reachable somebody is now, as the presence socket tells it.</summary>
internal sealed record StatusChangeFrame(string Type, string UserId, string Username, string OnlineStatus);

/// <summary>Somebody whom one shares a conversation with.</summary>
internal sealed record FriendJson(string UserId, string Username, bool IsOnline);

/// <summary>Who is there of those whom one shares a conversation with.</summary>
internal sealed record FriendsFrame(string Type, IReadOnlyList<FriendJson> Friends);

/// <summary>A send arrived, or did not.</summary>
internal sealed record DeliveryFrame(
    string Type, string? MessageId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConversationId? ConversationId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConversationId? GroupId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null);

/// <summary>Somebody of the workspace came or went.</summary>
internal sealed record ActivityJson(string UserId, string Username, string Action, [property: JsonConverter(typeof(PythonTime))] DateTimeOffset Timestamp);

/// <summary>What the monitor tells administrators.</summary>
internal sealed record ActivityFrame(string Type, ActivityJson Activity);

/// <summary>A hub hears something from here on, or no longer.</summary>
internal sealed record JoinedFrame(
    string Type, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ConversationId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? GroupId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? UserId = null);

/// <summary>A frame that is a word, perhaps with a sentence.</summary>
internal sealed record PlainFrame(string Type, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message = null);
