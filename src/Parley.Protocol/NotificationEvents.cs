namespace Parley.Protocol;

/// <summary>Something for this person happened. <c>is_new</c>: the number of unread notifications grew by one; otherwise one that was unread has news.</summary>
public sealed record NotificationRaised(NotificationView Notification, bool IsNew) : PersonalEvent;

/// <summary>
/// Notifications were read, here or on another device, or (<c>removed</c>) are gone with what they told of. <c>all</c>: every one; the
/// totals are those from here on.
/// </summary>
public sealed record NotificationsRead(IReadOnlyList<NotificationId> Ids, bool All, bool Removed, long UnreadCount, long Mentions) : PersonalEvent;

/// <summary>
/// A conversation's share of the badges, after the person read in it, or marked it unread, on one of their devices. <c>read_ordinal</c> is the message after
/// which unread ones are counted.
/// </summary>
public sealed record BadgeUpdated(ConversationId ConversationId, long ReadOrdinal, long UnreadCount, long UnreadMentions) : PersonalEvent;
