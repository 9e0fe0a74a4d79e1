using System.ComponentModel.DataAnnotations;

namespace Parley.Protocol;

/// <summary>What a person is notified of and when it is pushed, wherever a conversation has nothing of its own.</summary>
public sealed record NotificationSettings
{
    /// <summary>In conversations with one other.</summary>
    public NotificationLevel Direct { get; init; } = NotificationLevel.All;

    /// <summary>In groups.</summary>
    public NotificationLevel Group { get; init; } = NotificationLevel.Mentions;

    /// <summary>In channels.</summary>
    public NotificationLevel Channel { get; init; } = NotificationLevel.Mentions;

    /// <summary>Words that notify like a mention, whatever their case.</summary>
    [MaxLength(50)]
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Whether <c>@all</c> and <c>@here</c> notify.</summary>
    public bool CrowdMentions { get; init; } = true;

    /// <summary>Whether answers to one's own messages notify.</summary>
    public bool Replies { get; init; } = true;

    /// <summary>Whether emoji under one's own messages notify.</summary>
    public bool Reactions { get; init; } = true;

    /// <summary>Whether being added to a conversation notifies.</summary>
    public bool Added { get; init; } = true;

    /// <summary>Whether mentions and answers in a muted conversation are still listed and counted; they are never pushed.</summary>
    public bool MentionsWhenMuted { get; init; } = true;

    /// <summary>Whether anything is pushed to devices or mailed.</summary>
    public bool Push { get; init; } = true;

    /// <summary>When pushes wait.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>Until when pushes wait.</summary>
    public DateTimeOffset? DoNotDisturbUntil { get; init; }
}

/// <summary>
/// From when to when pushes wait, such as 22:00 to 07:00, which ends on the next day; the same time twice is a whole day. <c>days</c> are
/// those on which it begins; every day when none is named.
/// </summary>
public sealed record QuietHours(
    [property: Required, MaxLength(64)] string TimeZone,
    [property: Required, RegularExpression("([01][0-9]|2[0-3]):[0-5][0-9]")] string From,
    [property: Required, RegularExpression("([01][0-9]|2[0-3]):[0-5][0-9]")] string To,
    [property: MaxLength(7)] IReadOnlyList<Weekday>? Days = null);

/// <summary>Sets which messages of a conversation notify the caller; null: as it is for all of its kind.</summary>
public sealed record SetConversationNotifications(NotificationLevel? Level = null);

/// <summary>Marks these notifications read, or all when none are named.</summary>
public sealed record ReadNotificationsBody([property: MaxLength(Limits.PeoplePerCall)] IReadOnlyList<NotificationId>? Ids = null);
