using Parley.Access;
using Parley.Moderation;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Receipts;

/// <summary>How far one of two has read, and when they last said so; how far messages have reached them, which is never less.</summary>
public sealed record PairReading(UserId UserId, long Ordinal, DateTimeOffset? At, long Delivered);

/// <summary>How far the two of direct conversations have read, for dialects that say of each message whether it was read, and that count what was not.</summary>
public sealed class PairReadings(Database database, Blocks blocks)
{
    /// <summary>
    /// The two of each of the caller's direct conversations among these (one, where it is with oneself); of other conversations nothing.
    /// Between the two of a block no time is told.
    /// </summary>
    public async ValueTask<IReadOnlyDictionary<ConversationId, IReadOnlyList<PairReading>>> OfPairsAsync(
        Caller caller, IEnumerable<ConversationId> conversations, CancellationToken ct)
    {
        var blocked = await blocks.OfAsync(caller.UserN);
        var pairs = new Dictionary<ConversationId, IReadOnlyList<PairReading>>();
        foreach (var conversation in conversations.Distinct())
        {
            var pair = await database.QueryAsync($"""
                select u.n, u.id, m.read_ordinal, m.last_seen_at, m.delivered_ordinal from conversations c
                join members mine on mine.conversation_n = c.n and mine.user_n = {caller.UserN} and mine.status = {MemberStatus.Active}
                join members m on m.conversation_n = c.n join users u on u.n = m.user_n
                where c.id = {conversation} and c.workspace_n = {caller.WorkspaceN} and c.type = {ConversationType.Direct} and c.deleted_at is null
                order by m.user_n
                """, row => new PairReading(row.Id<UserId>(1), row.Long(2), blocked.IsWith(row.Long(0)) ? null : row.TimeOrNull(3), Math.Max(row.Long(2), row.Long(4))), ct);
            if (pair.Count > 0)
                pairs[conversation] = pair;
        }

        return pairs;
    }

    /// <summary>
    /// How many messages of others the caller has not read in each of their conversations of one kind, by its number; deleted ones do not
    /// count, and where all is read it is not there.
    /// </summary>
    public async ValueTask<IReadOnlyDictionary<long, long>> UnreadAsync(Caller caller, ConversationType type, CancellationToken ct)
    {
        var found = await database.QueryAsync($"""
            select c.n, count(*) from members mine
            join conversations c on c.n = mine.conversation_n and c.type = {type} and c.deleted_at is null
            join messages m on m.conversation_n = c.n and m.ordinal > min(mine.read_ordinal, coalesce(mine.unread_from - 1, mine.read_ordinal))
            where mine.user_n = {caller.UserN} and mine.status = {MemberStatus.Active} and m.deleted_at is null
                and m.sender_n <> {caller.UserN} and m.type <> {MessageType.System}
            group by c.n
            """, row => KeyValuePair.Create(row.Long(0), row.Long(1)), ct);
        return new Dictionary<long, long>(found);
    }
}
