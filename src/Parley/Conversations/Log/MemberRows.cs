using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations.Log;

/// <summary>A row of <c>members</c> with the names that go with it.</summary>
public sealed record MemberRow(
    long UserN, UserId UserId, string Username, string DisplayName, MemberRole Role, MemberStatus Status, long ReadOrdinal,
    DateTimeOffset JoinedAt, DateTimeOffset? LastSeenAt, DateTimeOffset? SilencedUntil, long DeliveredOrdinal)
{
    /// <summary>The columns that <see cref="From"/> reads, of <c>members m</c> and <c>users u</c>.</summary>
    public static readonly SqlText Columns = new(
        "m.user_n, u.id, u.username, u.display_name, m.role, m.status, m.read_ordinal, m.joined_at, m.last_seen_at, m.silenced_until, "
        + "case when m.delivered_ordinal > m.read_ordinal then m.delivered_ordinal else m.read_ordinal end");

    /// <summary>How many they are.</summary>
    public const int ColumnCount = 11;

    public MemberView View => new(UserId, Username, DisplayName, Role, Status, ReadOrdinal, JoinedAt, LastSeenAt, SilencedUntil, DeliveredOrdinal);

    public static MemberRow From(Row row) => new(
        row.Long(0), row.Id<UserId>(1), row.Text(2), row.Text(3), row.Enum<MemberRole>(4), row.Enum<MemberStatus>(5), row.Long(6),
        row.Time(7), row.TimeOrNull(8), row.TimeOrNull(9), row.Long(10));

    public static ValueTask<MemberRow?> FindAsync(Queries queries, long conversationN, long userN, CancellationToken ct = default) =>
        queries.FindAsync($"""
            select {Columns} from members m join users u on u.n = m.user_n where m.conversation_n = {conversationN} and m.user_n = {userN}
            """, From, ct);
}
