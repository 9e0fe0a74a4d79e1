using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Parley.Protocol;

/// <summary>Something a client asks for. <see cref="Op"/> is the word that travels in the socket frame.</summary>
public interface ICommand<TReply>
{
    static abstract string Op { get; }
}

/// <summary>
/// Posts a message. The same id again, from whichever door, is the same message and the same answer. With <c>clear_draft</c> one's draft
/// there goes in the same step.
/// </summary>
public sealed record SendMessage(
    ConversationId ConversationId,
    [property: MaxLength(Limits.MessageCharacters)] string Content = "",
    MessageId? Id = null,
    MessageType MessageType = MessageType.Text,
    MessageId? ReplyTo = null,
    MessageId? ForwardFrom = null,
    [property: MaxLength(Limits.AttachmentsPerMessage)] IReadOnlyList<FileId>? AttachmentIds = null,
    JsonElement? Metadata = null,
    bool ClearDraft = false) : ICommand<SentMessage>
{
    public static string Op => "send_message";
}

/// <summary>
/// Changes the text or the metadata of one's own message; what is not named stays. Earlier wordings are kept as its history; metadata is
/// replaced as a whole, <c>{}</c> clears it, and does not mark the message as edited.
/// </summary>
public sealed record EditMessage(
    MessageId MessageId, [property: MaxLength(Limits.MessageCharacters)] string? Content = null, JsonElement? Metadata = null)
    : ICommand<SentMessage>
{
    public static string Op => "edit_message";
}

/// <summary>
/// Deletes a message: its text goes everywhere, its place stays. Deleting twice is the same as once. A moderator's reason goes into the
/// audit log.
/// </summary>
public sealed record DeleteMessage(MessageId MessageId, [property: MaxLength(Limits.ReasonCharacters)] string? Reason = null) : ICommand<Done>
{
    public static string Op => "delete_message";
}

/// <summary>Puts an emoji under a message, once per person and emoji.</summary>
public sealed record AddReaction(MessageId MessageId, [property: Required, MaxLength(Limits.EmojiCharacters)] string Emoji) : ICommand<Done>
{
    public static string Op => "add_reaction";
}

/// <summary>Takes one's own emoji back.</summary>
public sealed record RemoveReaction(MessageId MessageId, [property: Required, MaxLength(Limits.EmojiCharacters)] string Emoji)
    : ICommand<Done>
{
    public static string Op => "remove_reaction";
}

/// <summary>Says that one is typing; ends by itself after 6 s.</summary>
/// <remarks>Has no answer, unless it is refused.</remarks>
public sealed record StartTyping(ConversationId ConversationId) : ICommand<Done>
{
    public static string Op => "start_typing";
}

/// <summary>Says that one stopped typing.</summary>
/// <remarks>Has no answer, unless it is refused.</remarks>
public sealed record StopTyping(ConversationId ConversationId) : ICommand<Done>
{
    public static string Op => "stop_typing";
}

/// <summary>Moves one's read position forward, to the end when no ordinal is named. Never moves back.</summary>
public sealed record MarkRead(ConversationId ConversationId, [property: Range(0, long.MaxValue)] long? Ordinal = null) : ICommand<Done>
{
    public static string Op => "mark_read";
}

/// <summary>
/// Says that messages up to this ordinal have reached a device of one's own; up to the end when none is named. Never moves back. Larger
/// conversations (<c>Limits.DeliveredMembers</c>) do not keep it.
/// </summary>
public sealed record MarkDelivered(ConversationId ConversationId, [property: Range(0, long.MaxValue)] long? Ordinal = null) : ICommand<Done>
{
    public static string Op => "mark_delivered";
}

/// <summary>Says how reachable one is, for this device.</summary>
public sealed record UpdatePresence(PresenceStatus Status, ConversationId? CurrentConversationId = null) : ICommand<Done>
{
    public static string Op => "update_presence";
}

/// <summary>Opens a conversation: its newest messages, and the number from which the socket is live.</summary>
public sealed record JoinConversation(ConversationId ConversationId, [property: Range(1, Limits.PageItems)] int? Limit = null)
    : ICommand<JoinedConversation>
{
    public static string Op => "join_conversation";
}

/// <summary>Asks for everything missed since these positions, in order.</summary>
/// <remarks>Answered by every missed event in order, or <c>reset</c> where the past is too long; then <c>resumed</c>.</remarks>
public sealed record Resume(
    [property: Required, MaxLength(Limits.ResumePositions)] IReadOnlyDictionary<ConversationId, long> Positions) : ICommand<Done>
{
    public static string Op => "resume";
}

/// <summary>Asks whether the line lives.</summary>
/// <remarks>Answered by <c>pong</c>.</remarks>
public sealed record Ping : ICommand<Done>
{
    public static string Op => "ping";
}

/// <summary>Signs a socket in by its first frame, within 10 s of opening it.</summary>
/// <remarks>Answered by <c>connection_established</c>.</remarks>
public sealed record Authenticate([property: Required] string Token) : ICommand<Done>
{
    public static string Op => "authenticate";
}
