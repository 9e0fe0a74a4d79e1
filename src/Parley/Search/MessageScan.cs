using Parley.Protocol;
using Parley.Search.Asking;
using Parley.Storage;

namespace Parley.Search;

/// <summary>Messages straight from their table, newest first: those that are not indexed yet, and those that no word narrows.</summary>
internal static class MessageScan
{
    /// <summary>What makes a membership <c>mb</c> of a conversation <c>c</c> one that shows message <c>m</c>.</summary>
    public static readonly SqlText Visible = new(" and mb.status = 0 and c.deleted_at is null and (c.history = 0 or m.ordinal > mb.visible_after)");

    private static readonly SqlText[] ChangingFacts =
    [
        .. Enumerable.Range(0, 16).Select(bits => new SqlText(
            ((bits & 1) != 0 ? " and m.reaction_count > 0" : "") + ((bits & 2) != 0 ? " and (m.extras & 8) <> 0" : "")
            + ((bits & 4) != 0 ? " and (m.reply_count > 0 or m.reply_to_n is not null)" : "") + ((bits & 8) != 0 ? " and m.edited_at is not null" : ""))),
    ];

    /// <summary>As a condition on <c>messages m</c>, each the same as that of its partial index.</summary>
    public static SqlText Changing(MessageFacts facts) => ChangingFacts[(int)(facts & MessageFacts.Changing) / (int)MessageFacts.Reaction];

    /// <summary>The newest rows from <paramref name="low"/> to <paramref name="high"/> that the caller of the question may see.</summary>
    public static ValueTask<List<Candidate>> ReadAsync(Queries queries, IndexQuestion question, long low, long high, CancellationToken ct) =>
        queries.QueryAsync($"""
            select {Candidate.WholeColumns} from messages m
            where m.n >= {low} and m.n <= {high} and m.deleted_at is null and m.type <> {MessageType.System} and m.created_at >= {question.Since} and m.created_at < {question.Until}
                and exists (select 1 from members mb join conversations c on c.n = mb.conversation_n
                    where mb.conversation_n = m.conversation_n and mb.user_n = {question.UserN}{Visible}
                        and c.workspace_n = {question.WorkspaceN}){Changing(question.Changing)}
            order by m.n desc limit {question.Limit}
            """, Candidate.From, ct);

    /// <summary>
    /// The row below which so many rows with the facts stand that they are left for the next window; 0 when there are fewer. Walks the
    /// narrow index of the rarest-looking fact only.
    /// </summary>
    public static ValueTask<long> ReachAsync(Queries queries, MessageFacts facts, long low, long high, int examined, CancellationToken ct)
    {
        var one = facts.HasFlag(MessageFacts.Pin) ? MessageFacts.Pin : facts.HasFlag(MessageFacts.Reaction) ? MessageFacts.Reaction
            : facts.HasFlag(MessageFacts.Edited) ? MessageFacts.Edited : MessageFacts.Thread;
        return queries.NumberAsync($"""
            select m.n from messages m where m.n >= {low} and m.n <= {high}{Changing(one)} order by m.n desc limit 1 offset {examined}
            """, ct);
    }
}
