using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Reads conversations: one's own list by activity, the public ones to join, one, its log, its figures.</summary>
public sealed class ReadConversationsHandler(ConversationAccess access, Database database, ConversationViews views, ChangeReader changes)
{
    private static readonly SqlText Activity = new("case when h.last_message_at > c.created_at then h.last_message_at else c.created_at end");

    /// <summary>The caller's conversations, the latest message first.</summary>
    public async Task<Listing<ConversationView>> MineAsync(Caller caller, string? cursor, int? limit, CancellationToken ct)
    {
        var size = limit is null ? Limits.PageItems : PageSize.Checked(limit);
        var (time, n) = PageSize.Place(cursor);
        var rows = await database.QueryAsync($"""
            select {ConversationViews.Columns}, {ConversationViews.MyColumns} from members m
            join conversations c on c.n = m.conversation_n and c.deleted_at is null {ConversationViews.Joins}
            where m.user_n = {caller.UserN} and m.status = {MemberStatus.Active}
                and ({Activity}, c.n) < ({time}, {n})
            order by {Activity} desc, c.n desc limit {size + 1}
            """, ConversationViews.FromMine, ct);
        var items = new List<ConversationView>();
        foreach (var row in rows.Take(size))
            items.Add(await views.ViewAsync(database, row, caller.UserN, ct));

        return new(items, rows.Count > size ? Cursor(rows[size - 1]) : null);
    }

    /// <summary>The workspace's public conversations, by title; without those that the caller is banned from.</summary>
    public async Task<Listing<ConversationView>> PublicAsync(Caller caller, string? query, string? cursor, int? limit, CancellationToken ct)
    {
        var size = PageSize.Checked(limit);
        var skip = PageSize.Position(cursor) ?? 0;
        var rows = await database.QueryAsync($"""
            select {ConversationViews.Columns} from conversations c {ConversationViews.Joins}
            where c.workspace_n = {caller.WorkspaceN} and c.visibility = {Visibility.Public} and c.deleted_at is null
                and lower(coalesce(c.title, '')) like {LikePattern.Holding(query)} escape '!'
                and not exists (select 1 from members b
                    where b.conversation_n = c.n and b.user_n = {caller.UserN} and b.status = {MemberStatus.Banned})
            order by lower(coalesce(c.title, '')), c.n limit {size + 1} offset {skip}
            """, ConversationViews.From, ct);
        var items = new List<ConversationView>();
        foreach (var row in rows.Take(size))
        {
            var mine = await views.ReadMineAsync(database, row.N, caller.UserN, ct);
            items.Add(mine ?? await views.ViewAsync(database, row, caller.UserN, ct));
        }

        return new(items, rows.Count > size ? PageSize.Cursor(skip + size) : null);
    }

    /// <summary>A conversation of one's own, or a public one from outside.</summary>
    public async Task<ConversationView> OneAsync(Caller caller, ConversationId id, CancellationToken ct)
    {
        var row = await database.FindAsync($"""
            select {ConversationViews.Columns} from conversations c {ConversationViews.Joins}
            where c.id = {id} and c.workspace_n = {caller.WorkspaceN} and c.deleted_at is null
            """, ConversationViews.From, ct) ?? throw new Refusal(Errors.NotFound);
        if (await views.ReadMineAsync(database, row.N, caller.UserN, ct) is { } mine)
            return mine;

        var banned = (await MemberRow.FindAsync(database, row.N, caller.UserN, ct))?.Status == MemberStatus.Banned;
        return row.Visibility == Visibility.Public && !banned
            ? await views.ViewAsync(database, row, caller.UserN, ct)
            : throw new Refusal(Errors.NotFound);
    }

    /// <summary>What happened after a number, in order.</summary>
    public async Task<ChangePage> ChangesAsync(Caller caller, ConversationId id, long after, int? limit, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        var size = PageSize.Checked(limit);
        if (after < 0)
            throw new Refusal(Errors.ValidationFailed, "after is a number that was told, or 0.");

        var events = await changes.ReadAsync(
            membership.ConversationN, id, after, size, new Seen(membership.ConversationN, caller.UserN, membership.VisibleAfter), ct);
        var last = await changes.LastSeqAsync(membership.ConversationN, ct);
        return new(events, last, HasMore: events.Count > 0 ? events[^1].Seq < last : after < last);
    }

    public async Task<ConversationStatistics> StatisticsAsync(Caller caller, ConversationId id, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        var figures = (await database.FindAsync($"""
            select count(*), coalesce(sum(case when deleted_at is null then 0 else 1 end), 0), coalesce(sum(reaction_count), 0),
                min(created_at), max(created_at) from messages where conversation_n = {membership.ConversationN}
            """, row => new ConversationStatistics(row.Long(0), row.Long(1), 0, row.Long(2), row.TimeOrNull(3), row.TimeOrNull(4), []), ct))!;
        var senders = await database.QueryAsync($"""
            select u.id, count(*) from messages m join users u on u.n = m.sender_n
            where m.conversation_n = {membership.ConversationN} and m.deleted_at is null and m.type <> {MessageType.System}
            group by m.sender_n order by count(*) desc, m.sender_n limit 100
            """, row => new MemberMessageCount(row.Id<UserId>(0), row.Long(1)), ct);
        var members = await database.NumberAsync($"select member_count from conversations where n = {membership.ConversationN}", ct);
        return figures with { MemberCount = members, BySender = senders };
    }

    private static string Cursor(ConversationRow row) => PageSize.Cursor(
        row.LastMessageAt is { } at && at > row.CreatedAt ? at : row.CreatedAt, row.N);
}
