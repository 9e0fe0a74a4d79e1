using Parley.Protocol;
using Parley.Storage;

namespace Parley.Receipts;

/// <summary>Up to where a member has read, and when they last did; the row's number names them.</summary>
public sealed record ReadPosition(long UserN, long Ordinal, DateTimeOffset? At);

/// <summary>The message at which somebody's read position stands, and when they came there.</summary>
public sealed record LastRead(MessageId MessageId, DateTimeOffset? At);

/// <summary>Who has read how far, for dialects that show it message by message. An id is no right: who asks has been let in before.</summary>
public sealed class ReadPositions(Database database)
{
    /// <summary>The active members who have read this far or further: <paramref name="first"/> before all others, then who has read furthest.</summary>
    public ValueTask<List<ReadPosition>> OfAsync(long conversationN, long from, int most, long first, CancellationToken ct) => database.QueryAsync($"""
        select user_n, read_ordinal, last_seen_at from members
        where conversation_n = {conversationN} and status = {MemberStatus.Active} and read_ordinal >= {from}
        order by case when user_n = {first} then 0 else 1 end, read_ordinal desc, user_n limit {most}
        """, row => new ReadPosition(row.Long(0), row.Long(1), row.TimeOrNull(2)), ct);

    /// <summary>Which message an event about somebody's position means; nothing where there is none. Answers at once, also on the publisher's thread.</summary>
    public LastRead? Of(long conversationN, long ordinal, long userN)
    {
        var asked = database.FindAsync($"""
            select x.id, m.last_seen_at from messages x left join members m on m.conversation_n = x.conversation_n and m.user_n = {userN}
            where x.conversation_n = {conversationN} and x.ordinal = {ordinal}
            """, row => new LastRead(row.Id<MessageId>(0), row.TimeOrNull(1)));
        return asked.AtOnce();
    }
}
