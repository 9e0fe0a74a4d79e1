using Parley.Access;
using Parley.Conversations.Log;
using Parley.Moderation;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Which of the caller's conversations a numbered page shows.</summary>
public sealed record ConversationFilter
{
    public ConversationType? Type { get; init; }

    /// <summary>All but direct ones.</summary>
    public bool WithoutDirect { get; init; }

    /// <summary>Only those of a thing of the host application of this kind (<c>task</c>), or with an empty text only those of none.</summary>
    public string? ContextType { get; init; }

    /// <summary>Also those that are archived, for everybody or for the caller.</summary>
    public bool WithArchived { get; init; }

    /// <summary>Only those that are archived.</summary>
    public bool OnlyArchived { get; init; }

    /// <summary>
    /// Also those that are archived for everybody, and of those that the caller has put away the ones in which something is unread: for
    /// dialects to which putting away is deleting, so that nobody misses what is said there later.
    /// </summary>
    public bool WithArchivedNews { get; init; }

    /// <summary>Letters that the title holds, or the name of whom a direct one is with.</summary>
    public string? Text { get; init; }

    /// <summary>The oldest stands first, by when it was begun; otherwise the one with the latest message.</summary>
    public bool OldestFirst { get; init; }
}

/// <summary>Pages of conversations and members by number, as dialects ask for them.</summary>
public sealed class NumberedConversationsHandler(ConversationAccess access, Database database, ConversationViews views, Blocks blocks)
{
    private static readonly SqlText ByActivity = new("case when h.last_message_at > c.created_at then h.last_message_at else c.created_at end desc, c.n desc");
    private static readonly SqlText ByAge = new("c.n");
    private static readonly SqlText Columns = new($"{ConversationViews.Columns.Text}, {ConversationViews.MyColumns.Text}");
    private static readonly SqlText Count = new("count(*)");

    /// <summary>The caller's conversations, those with the latest activity first.</summary>
    public async Task<Numbered<ConversationView>> MineAsync(Caller caller, PageNumber page, ConversationFilter filter, CancellationToken ct)
    {
        var count = await database.NumberAsync(Mine(caller, new(1, 1), filter, Count), ct);
        if (page.Skip >= count)
            return new([], count);

        var items = new List<ConversationView>();
        foreach (var row in await database.QueryAsync(Mine(caller, page, filter, Columns), ConversationViews.FromMine, ct))
            items.Add(await views.ViewAsync(database, row, caller.UserN, ct));

        return new(items, count);
    }

    /// <summary>The direct conversation with somebody; nothing where the two have none.</summary>
    public async Task<ConversationView?> DirectAsync(Caller caller, long otherN, CancellationToken ct)
    {
        var (low, high) = (Math.Min(caller.UserN, otherN), Math.Max(caller.UserN, otherN));
        var n = await database.NumberAsync(
            $"select n from conversations where workspace_n = {caller.WorkspaceN} and direct_key = {$"{low}:{high}"}", ct);
        return n == 0 ? null : await views.ReadMineAsync(database, n, caller.UserN, ct);
    }

    /// <summary>The active members, who came first stands first.</summary>
    public async Task<Numbered<MemberView>> MembersAsync(Caller caller, ConversationId id, PageNumber page, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        var count = await database.NumberAsync($"select member_count from conversations where n = {membership.ConversationN}", ct);
        var rows = await database.QueryAsync($"""
            select {MemberRow.Columns} from members m join users u on u.n = m.user_n
            where m.conversation_n = {membership.ConversationN} and m.status = {MemberStatus.Active}
            order by m.joined_at, m.user_n limit {page.Size} offset {page.Skip}
            """, MemberRow.From, ct);
        var blocked = await blocks.OfAsync(caller.UserN);
        return new([.. rows.Select(m => blocked.IsWith(m.UserN) ? m.View with { LastSeenAt = null } : m.View)], count);
    }

    private static Sql Mine(Caller caller, PageNumber page, ConversationFilter filter, SqlText what) => $"""
        select {what} from members m
        join conversations c on c.n = m.conversation_n and c.deleted_at is null {ConversationViews.Joins}
        where m.user_n = {caller.UserN} and m.status = {MemberStatus.Active}
            and ({filter.Type is null} or c.type = {filter.Type ?? default})
            and ({!filter.WithoutDirect} or c.type <> {ConversationType.Direct})
            and ({filter.ContextType is null} or coalesce(c.context_type, '') = {filter.ContextType ?? ""})
            and ({filter.WithArchived} or (m.archived = 0 and c.archived_at is null)
                or ({filter.WithArchivedNews} and (m.archived = 0 or h.last_ordinal > m.read_ordinal)))
            and ({!filter.OnlyArchived} or m.archived <> 0 or c.archived_at is not null)
            and ({string.IsNullOrEmpty(filter.Text)} or lower(coalesce(c.title, '')) like {LikePattern.Holding(filter.Text)} escape '!'
                or (c.type = {ConversationType.Direct} and exists (select 1 from members o join users ou on ou.n = o.user_n
                    where o.conversation_n = c.n and o.user_n <> m.user_n
                        and (ou.username_key like {LikePattern.Holding(filter.Text)} escape '!' or ou.display_key like {LikePattern.Holding(filter.Text)} escape '!'))))
        order by {(filter.OldestFirst ? ByAge : ByActivity)} limit {page.Size} offset {page.Skip}
        """;
}
