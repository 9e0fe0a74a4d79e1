using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Parley.Protocol;

/// <summary>Names one notification.</summary>
[JsonConverter(typeof(IdJson<NotificationId>))]
public readonly record struct NotificationId(Guid Value) : IId<NotificationId>, IParsable<NotificationId>
{
    public static NotificationId New() => new(Guid.CreateVersion7());
    public static NotificationId Of(Guid value) => new(value);
    public static NotificationId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out NotificationId id) => IdText.TryParse(s, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>What a notification tells of.</summary>
[JsonConverter(typeof(Snake<NotificationType>))]
public enum NotificationType
{
    /// <summary>New messages of a conversation whose every message one wants to hear of; one for them all.</summary>
    Message,

    /// <summary>A message names one, by name, by a keyword, or with everybody.</summary>
    Mention,

    /// <summary>A message answers one's own.</summary>
    Reply,

    /// <summary>Somebody put an emoji under one's message; one for them all.</summary>
    Reaction,

    /// <summary>Somebody added one to a conversation.</summary>
    Added,

    /// <summary>A file, picture or recording came, where one wants to hear of every message.</summary>
    File,
}

/// <summary>Which messages of a conversation notify.</summary>
[JsonConverter(typeof(Snake<NotificationLevel>))]
public enum NotificationLevel
{
    /// <summary>Every message.</summary>
    All,

    /// <summary>Those that name one, hold one's keywords, or answer one.</summary>
    Mentions,

    /// <summary>None.</summary>
    Nothing,
}

/// <summary>Whom a message names beside single people.</summary>
[JsonConverter(typeof(Snake<CrowdMention>))]
public enum CrowdMention
{
    /// <summary>Every member.</summary>
    All,

    /// <summary>Every member who was reachable.</summary>
    Here,
}

/// <summary>
/// Something a person is told of. <c>excerpt</c> is the beginning of the message as it is now; <c>count</c> is of how many messages or
/// reactions it tells; <c>actor_id</c> did the latest.
/// </summary>
public sealed record NotificationView(
    NotificationId Id, NotificationType Type, ConversationId ConversationId, ConversationType ConversationType, string? ConversationTitle,
    MessageId? MessageId, UserId ActorId, string ActorName, string? Excerpt, string? Emoji, long Count, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt, DateTimeOffset? ReadAt)
{
    /// <summary>The row's own number, for dialects whose ids are integers; 0 where it is not known.</summary>
    [JsonIgnore]
    public long N { get; init; }
}

/// <summary>What stands on badges. Muted conversations are not in the first two; a mention in one counts.</summary>
public sealed record BadgesView(long UnreadConversations, long UnreadMessages, long Mentions, long Notifications);

/// <summary>How many notifications are unread.</summary>
public sealed record UnreadNotificationsView(long UnreadCount, long Mentions);

/// <summary>Which messages of a conversation notify the caller: what is set for it, and what comes out.</summary>
public sealed record ConversationNotificationsView(NotificationLevel? Level, NotificationLevel EffectiveLevel, DateTimeOffset? MutedUntil);

/// <summary>Why a message did or did not notify the caller, by the rules as they stand now and the time at which it was posted.</summary>
public sealed record NotificationExplanation(
    MessageId MessageId, bool Notifies, NotificationType? Type, bool Pushes, DateTimeOffset? PushedFrom, IReadOnlyList<NotificationRule> Rules,
    NotificationView? Notification);

/// <summary>One rule in the order in which they are asked; the first that stops decides.</summary>
public sealed record NotificationRule(string Rule, RuleOutcome Outcome, string Explanation);

/// <summary>What a rule said.</summary>
[JsonConverter(typeof(Snake<RuleOutcome>))]
public enum RuleOutcome
{
    /// <summary>It had nothing to say.</summary>
    Passed,

    /// <summary>It is why the message notifies.</summary>
    Notifies,

    /// <summary>It notifies, and is not pushed.</summary>
    NotPushed,

    /// <summary>It notifies, and is pushed later.</summary>
    Delayed,

    /// <summary>It is why the message does not notify.</summary>
    Stopped,
}

/// <summary>A day of the week.</summary>
[JsonConverter(typeof(Snake<Weekday>))]
public enum Weekday
{
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
}
