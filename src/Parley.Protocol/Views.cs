using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Protocol;

/// <summary>What a person says of themselves for a while, until <c>until</c> if it is there.</summary>
public sealed record UserStatusView(string? Text, string? Emoji, DateTimeOffset? Until);

/// <summary>
/// An account as others see it; <c>email</c> only to oneself and to the workspace's administrators. <c>status</c> is there only where there is
/// one that has not ended.
/// </summary>
public sealed record UserView(
    UserId Id, string Username, string DisplayName, string? Email, string AccountType, WorkspaceRole Role, string? AvatarUrl,
    DateTimeOffset CreatedAt, bool Disabled = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UserStatusView? Status = null);

/// <summary>A workspace; <c>invite_code</c> only to its administrators.</summary>
public sealed record WorkspaceView(
    WorkspaceId Id, string Slug, string Name, Registration Registration, IReadOnlyList<string> AccountTypes, DateTimeOffset CreatedAt,
    string? InviteCode = null, WorkspaceSettings? Settings = null);

/// <summary>The thing of the host application that a conversation belongs to, such as a task or a property.</summary>
public sealed record ContextView(string Type, string Id);

/// <summary>
/// What a conversation is to the one who asks. <c>unread_from</c> is there where they marked it unread from a message on; <c>unread_count</c>
/// counts from there, while <c>read_ordinal</c>, which others see, stays.
/// </summary>
public sealed record MyMembership(
    MemberRole Role, long ReadOrdinal, DateTimeOffset? MutedUntil, bool Archived, bool Pinned, long UnreadMentions = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? UnreadFrom = null);

/// <summary>
/// A conversation. <c>my</c> and <c>unread_count</c> are there when it is addressed to one member, not in events. From <c>archived_at</c> on
/// nobody writes in it.
/// </summary>
public sealed record ConversationView(
    ConversationId Id, ConversationType Type, string? Title, string? Description, Visibility Visibility, ContextView? Context,
    long MemberCount, long LastSeq, MessageView? LastMessage, DateTimeOffset? LastMessageAt, long? UnreadCount, MyMembership? My,
    UserId? CreatedBy, DateTimeOffset CreatedAt, IReadOnlyList<UserView>? DirectWith = null,
    HistoryVisibility History = HistoryVisibility.FromStart, int SlowModeSeconds = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Metadata = null, DateTimeOffset? ArchivedAt = null)
{
    /// <summary>The row's own number, for dialects whose ids are integers; 0 where it is not known.</summary>
    [JsonIgnore]
    public long N { get; init; }

    /// <summary>The dialect through which it was begun, if it was.</summary>
    [JsonIgnore]
    public string? Origin { get; init; }
}

/// <summary>
/// A person in a conversation; until <c>muted_until</c> a moderator has silenced them. What they have read has been delivered to them, so
/// <c>delivered_ordinal</c> is never behind <c>read_ordinal</c>.
/// </summary>
public sealed record MemberView(
    UserId UserId, string Username, string DisplayName, MemberRole Role, MemberStatus Status, long ReadOrdinal, DateTimeOffset JoinedAt,
    DateTimeOffset? LastSeenAt = null, DateTimeOffset? MutedUntil = null, long DeliveredOrdinal = 0);

/// <summary>What a reply shows of the message it answers; follows that message's edits and deletion.</summary>
public sealed record QuoteView(MessageId MessageId, UserId SenderId, MessageType MessageType, string Content, DateTimeOffset? DeletedAt)
{
    /// <summary>When the quoted message was written, for dialects that show it.</summary>
    [JsonIgnore]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The row's own number, for dialects whose ids are integers; 0 where it is not known.</summary>
    [JsonIgnore]
    public long N { get; init; }
}

/// <summary>Where a forwarded message was first written; names its author, never the conversation it came from.</summary>
public sealed record ForwardView(UserId SenderId, DateTimeOffset CreatedAt);

/// <summary>How often an emoji stands under a message; <c>mine</c> only when addressed to one person.</summary>
public sealed record ReactionCount(string Emoji, long Count, bool? Mine = null);

/// <summary>One person's reaction.</summary>
public sealed record ReactionView(MessageId MessageId, UserId UserId, string Emoji, DateTimeOffset CreatedAt);

/// <summary>
/// A message. A deleted one keeps its place and its number; its content is empty. <c>pinned_at</c> and <c>link_previews</c> are there
/// only where there is something to say.
/// </summary>
public sealed record MessageView(
    MessageId Id, ConversationId ConversationId, long Seq, long Ordinal, UserId SenderId, MessageType MessageType, string Content,
    MessageId? ReplyTo, MessageId? ForwardFrom, IReadOnlyList<AttachmentView> Attachments, IReadOnlyList<UserId> Mentions,
    IReadOnlyList<ReactionCount> Reactions, long ReplyCount, JsonElement? Metadata, DateTimeOffset CreatedAt, DateTimeOffset? EditedAt,
    DateTimeOffset? DeletedAt, QuoteView? Quote = null, ForwardView? Forwarded = null, CrowdMention? MentionsAll = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? PinnedAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LinkPreviewView>? LinkPreviews = null)
{
    /// <summary>The row's own number, for dialects whose ids are integers; 0 where it is not known.</summary>
    [JsonIgnore]
    public long N { get; init; }
}

/// <summary>An earlier wording of an edited message.</summary>
public sealed record MessageEditView(string Content, UserId EditorId, DateTimeOffset ReplacedAt);

/// <summary>Someone who has read a message, by their read position.</summary>
public sealed record ReaderView(UserId UserId, string DisplayName, long ReadOrdinal);

/// <summary>How reachable a person is; <c>last_seen</c> is when they were last heard of.</summary>
public sealed record PresenceView(
    UserId UserId, PresenceStatus Status, DateTimeOffset? LastSeen, ConversationId? CurrentConversationId = null);

/// <summary>Figures of one conversation.</summary>
public sealed record ConversationStatistics(
    long MessageCount, long DeletedCount, long MemberCount, long ReactionCount, DateTimeOffset? FirstMessageAt, DateTimeOffset? LastMessageAt,
    IReadOnlyList<MemberMessageCount> BySender);

/// <summary>How many messages one person has in a conversation.</summary>
public sealed record MemberMessageCount(UserId UserId, long MessageCount);

/// <summary>What log-in and refresh answer. <c>expires_in</c> is in seconds and is the access token's.</summary>
public sealed record SignedIn(UserView User, string AccessToken, string RefreshToken, long ExpiresIn);

/// <summary>A one-use ticket for opening a socket; <c>expires_in</c> is in seconds.</summary>
public sealed record TicketView(string Ticket, long ExpiresIn);

/// <summary>A log-in on one device.</summary>
public sealed record SessionView(
    SessionId Id, string? UserAgent, string? Address, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, bool Current);

/// <summary>An API token; <c>token</c> itself is shown once, when it is made.</summary>
public sealed record TokenView(
    TokenId Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? ExpiresAt,
    string? Token = null);

/// <summary>A page of messages in ascending order, exactly as they were at <c>last_seq</c>: of what is heard live, what is numbered above it comes on top.</summary>
public sealed record MessagePage(IReadOnlyList<MessageView> Items, bool HasMoreBefore, bool HasMoreAfter, long LastSeq);

/// <summary>A stretch of a conversation's log in ascending order of <c>seq</c>.</summary>
public sealed record ChangePage(IReadOnlyList<ChatEvent> Items, long LastSeq, bool HasMore);

/// <summary>
/// A list; <c>next_cursor</c> is there when more follows and is handed back as <c>cursor</c>. Lists of a conversation's messages name the
/// number at which they were read, <c>last_seq</c>.
/// </summary>
public sealed record Listing<T>(
    IReadOnlyList<T> Items, string? NextCursor = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? LastSeq = null);

/// <summary>What <c>join_conversation</c> answers: live from <c>last_seq</c> on, history up to it.</summary>
public sealed record JoinedConversation(ConversationView Conversation, IReadOnlyList<MessageView> Messages, long LastSeq);

/// <summary>Nothing to say beyond "done".</summary>
public sealed record Done;

/// <summary>An answer of <c>ack</c> that carries the message.</summary>
public sealed record SentMessage(MessageView Message);
