using System.Text.Json;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>An active member whom a message or a deed may notify, with what they have set.</summary>
internal sealed record Recipient(
    long UserN, long? MutedUntil, NotificationLevel? Level, NotificationSettings Settings, Running? Running, long VisibleAfter)
{
    /// <summary>Whether they may not see it: said before they came, in a conversation that hides that.</summary>
    public bool IsBefore(long ordinal) => ordinal > 0 && ordinal <= VisibleAfter;

    // r: the one notification of type message (0) that a person has in a conversation; see notifications_running.
    private static readonly SqlText Columns = new("""
        m.user_n, m.muted_until, cs.level, s.settings, r.n, r.id, r.read_at, r.count, r.created_at,
        case when m.visible_after = 0 or (select h.history from conversations h where h.n = m.conversation_n) = 0 then 0 else m.visible_after end
        """);

    private static readonly SqlText Joins = new("""
        join users u on u.n = m.user_n and u.disabled_at is null
        left join conversation_notification_settings cs on cs.conversation_n = m.conversation_n and cs.user_n = m.user_n
        left join notification_settings s on s.user_n = m.user_n
        left join notifications r on r.conversation_n = m.conversation_n and r.user_n = m.user_n and r.type = 0
        """);

    /// <summary>Those who are to be looked at for every message.</summary>
    public static ValueTask<List<Recipient>> WatchersAsync(Queries queries, long conversationN, long exceptN) => queries.QueryAsync($"""
        select {Columns} from notification_watchers w
        join members m on m.conversation_n = w.conversation_n and m.user_n = w.user_n and m.status = {MemberStatus.Active} {Joins}
        where w.conversation_n = {conversationN} and w.user_n <> {exceptN}
        """, From);

    public static ValueTask<List<Recipient>> EverybodyAsync(Queries queries, long conversationN, long exceptN) => queries.QueryAsync($"""
        select {Columns} from members m {Joins}
        where m.conversation_n = {conversationN} and m.user_n <> {exceptN} and m.status = {MemberStatus.Active}
        """, From);

    public static ValueTask<Recipient?> OneAsync(Queries queries, long conversationN, long userN) => queries.FindAsync($"""
        select {Columns} from members m {Joins}
        where m.conversation_n = {conversationN} and m.user_n = {userN} and m.status = {MemberStatus.Active}
        """, From);

    private static Recipient From(Row row) => new(
        row.Long(0), row.LongOrNull(1), row.IsNull(2) ? null : row.Enum<NotificationLevel>(2),
        NotificationPreferences.Parse(row.TextOrNull(3)),
        row.IsNull(4) ? null : new Running(row.Long(4), row.Id<NotificationId>(5), !row.IsNull(6), row.Long(7), row.Time(8)), row.Long(9));

    /// <summary>Which messages notify them where they set nothing for the conversation itself.</summary>
    public NotificationLevel LevelIn(ConversationType type) => Level ?? Settings.For(type);

    public bool IsMuted(DateTimeOffset at) => MutedUntil is { } until && until > at.ToUnixTimeMilliseconds();
}

/// <summary>A notification that is opened again and again.</summary>
internal sealed record Running(long N, NotificationId Id, bool IsRead, long Count, DateTimeOffset CreatedAt);

/// <summary>Reads what people have set for themselves.</summary>
public static class NotificationPreferences
{
    private static readonly NotificationSettings Defaults = new();

    public static async ValueTask<NotificationSettings> OfAsync(Queries queries, long userN, CancellationToken ct) =>
        Parse((await queries.FindAsync(
            $"select settings from notification_settings where user_n = {userN}", row => new { Settings = row.Text(0) }, ct))?.Settings);

    internal static NotificationSettings Parse(string? settings) =>
        settings is null ? Defaults : JsonSerializer.Deserialize(settings, WireJson.Wire.NotificationSettings)!;

    internal static NotificationLevel For(this NotificationSettings settings, ConversationType type) => type switch
    {
        ConversationType.Direct => settings.Direct,
        ConversationType.Group => settings.Group,
        _ => settings.Channel,
    };
}
