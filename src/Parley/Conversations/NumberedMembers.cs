using Parley.Access;
using Parley.Conversations.Log;
using Parley.Moderation;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Which members a numbered page shows.</summary>
public sealed record MemberFilter
{
    /// <summary>Of this conversation; otherwise of all that the caller is in.</summary>
    public ConversationId? Conversation { get; init; }

    /// <summary>Only the one with this row's number.</summary>
    public long? UserN { get; init; }

    /// <summary>Only admins and owners, or only the others.</summary>
    public bool? IsAdmin { get; init; }
}

/// <summary>An active member and where; whether the conversation is muted for them is there for the caller's own row only.</summary>
public sealed record NumberedMember(long ConversationN, ConversationId ConversationId, long UserN, MemberView Member, long Unread, bool HasMuted);

/// <summary>Pages of members by number, as dialects ask for them: of one conversation, or of all that the caller is in.</summary>
public sealed class NumberedMembersHandler(Database database, Blocks blocks, TimeProvider clock)
{
    private static readonly SqlText Columns = new(
        $"{MemberRow.Columns.Text}, c.n, c.id, max(0, h.last_ordinal - m.read_ordinal), "
        + "case when m.user_n = mine.user_n then m.muted_until else null end");

    private static readonly SqlText Count = new("count(*)");

    /// <summary>The oldest conversation first, in it who came first. Whoever is not in the conversation sees nobody.</summary>
    public async Task<Numbered<NumberedMember>> HandleAsync(Caller caller, PageNumber page, MemberFilter filter, CancellationToken ct)
    {
        var count = await database.NumberAsync(Of(caller, new(1, 1), filter, Count), ct);
        if (page.Skip >= count)
            return new([], count);

        var blocked = await blocks.OfAsync(caller.UserN);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return new(
            await database.QueryAsync(Of(caller, page, filter, Columns), row => From(row, blocked, now), ct), count);
    }

    private static NumberedMember From(Row row, BlocksOf blocked, long now)
    {
        var member = MemberRow.From(row);
        var view = blocked.IsWith(member.UserN) ? member.View with { LastSeenAt = null } : member.View;
        return new(row.Long(MemberRow.ColumnCount), row.Id<ConversationId>(MemberRow.ColumnCount + 1), member.UserN, view,
            row.Long(MemberRow.ColumnCount + 2), row.LongOrNull(MemberRow.ColumnCount + 3) > now);
    }

    private static Sql Of(Caller caller, PageNumber page, MemberFilter filter, SqlText what) => $"""
        select {what} from members mine
        join conversations c on c.n = mine.conversation_n and c.deleted_at is null
        join conversation_heads h on h.conversation_n = c.n
        join members m on m.conversation_n = c.n and m.status = {MemberStatus.Active}
        join users u on u.n = m.user_n
        where mine.user_n = {caller.UserN} and mine.status = {MemberStatus.Active}
            and ({filter.Conversation is null} or c.id = {filter.Conversation ?? default})
            and ({filter.UserN is null} or m.user_n = {filter.UserN ?? 0})
            and ({filter.IsAdmin is not true} or m.role >= {MemberRole.Admin}) and ({filter.IsAdmin is not false} or m.role < {MemberRole.Admin})
        order by c.n, m.joined_at, m.user_n limit {page.Size} offset {page.Skip}
        """;
}
