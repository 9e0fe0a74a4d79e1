using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Search.Asking;
using Parley.Storage;

namespace Parley.Search;

/// <summary>A message that may be what is looked for, with what is needed to say so and to rank it.</summary>
public sealed record Candidate(
    long N, long ConversationN, long SenderN, MessageType Type, string Content, long? ReplyToN, long ReplyCount, long ReactionCount,
    MessageExtras Extras, long CreatedAt, bool IsEdited, MessageFacts Files)
{
    /// <summary>Letters of a message by which it is ranked; that it is found at all is decided by the whole of it.</summary>
    public const int RankedLetters = 600;

    /// <summary>What <see cref="From"/> reads of <c>messages m</c>, with as much of the text as ranking looks at.</summary>
    public static readonly SqlText Columns = new(Common.Replace("m.content", "substr(m.content, 1, 600)", StringComparison.Ordinal));

    /// <summary>The same with the whole text.</summary>
    public static readonly SqlText WholeColumns = new(Common);

    private const string Common =
        "m.n, m.conversation_n, m.sender_n, m.type, m.content, m.reply_to_n, m.reply_count, m.reaction_count, m.extras, m.created_at, m.edited_at, "
        // Which kinds of files it carries, as bits of MessageFacts; FileKind is image 1, video 2, audio 3.
        + "case when (m.extras & 1) = 0 then 0 else (select coalesce(sum(distinct case f.kind when 1 then 2 when 2 then 4 when 3 then 8 else 0 end), 0) "
        + "from attachments a join files f on f.n = a.file_n where a.message_n = m.n) end";

    public static Candidate From(Row row) => new(
        row.Long(0), row.Long(1), row.Long(2), row.Enum<MessageType>(3), row.Text(4), row.LongOrNull(5), row.Long(6), row.Long(7),
        row.Enum<MessageExtras>(8), row.Long(9), !row.IsNull(10), row.Enum<MessageFacts>(11));
}
