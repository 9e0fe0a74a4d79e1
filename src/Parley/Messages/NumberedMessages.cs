using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Messages;

/// <summary>Which messages a numbered page shows.</summary>
public sealed record MessageFilter
{
    /// <summary>The newest stands first.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>Deleted ones are there too, without their text.</summary>
    public bool WithDeleted { get; init; }

    /// <summary>Over all conversations of the caller: only those of this kind.</summary>
    public ConversationType? ConversationType { get; init; }

    public MessageType? Type { get; init; }

    /// <summary>The row's number of the sender.</summary>
    public long? SenderN { get; init; }

    /// <summary>Letters that the text holds, in either case.</summary>
    public string? Text { get; init; }

    internal bool IsPlain => Type is null && SenderN is null && string.IsNullOrEmpty(Text);
}

/// <summary>Pages of messages by number, as dialects ask for them: of one conversation, or of all that the caller is in.</summary>
public sealed class NumberedMessagesHandler(ConversationAccess access, Database database, MessageViews views)
{
    private const long FewMessages = 2_000;

    private const string Mine = "from members mine join conversations c on c.n = mine.conversation_n and c.deleted_at is null join messages m on m.conversation_n = c.n";

    private static readonly SqlText Count = new($"count(*) {Mine}");
    private static readonly SqlText Sorted = new($"{MessageViews.Columns.Text}, c.id {Mine}");
    private static readonly SqlText InOrder = new(
        $"{MessageViews.Columns.Text}, c.id from messages m cross join members mine on mine.conversation_n = m.conversation_n "
        + "cross join conversations c on c.n = m.conversation_n and c.deleted_at is null");

    private static readonly SqlText Ascending = new("asc");
    private static readonly SqlText Descending = new("desc");

    public async Task<Numbered<MessageView>> OfConversationAsync(
        Caller caller, ConversationId conversation, PageNumber page, MessageFilter filter, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, conversation, Permission.Read, ct);
        if (!filter.IsPlain)
            return await SearchedAsync(caller, membership.ConversationN, page, filter, ct);

        var (n, first) = (membership.ConversationN, membership.VisibleAfter + 1);
        var last = await database.NumberAsync($"select coalesce(max(ordinal), 0) from messages where conversation_n = {n}", ct);
        var deleted = filter.WithDeleted ? [] : await database.QueryAsync($"""
            select ordinal from messages where conversation_n = {n} and ordinal >= {first} and deleted_at is not null order by ordinal
            """, row => row.Long(0), ct);
        var count = Math.Max(0, last - first + 1 - deleted.Count);
        if (page.Skip >= count)
            return new([], count);

        // The page's ends among those that are not deleted, as ordinals: no row before the page is touched.
        var take = Math.Min(page.Size, count - page.Skip);
        var (from, to) = filter.NewestFirst ? (count - page.Skip - take + 1, count - page.Skip) : (page.Skip + 1, page.Skip + take);
        var (low, high) = (OrdinalOf(from, first, deleted), OrdinalOf(to, first, deleted));
        var rows = await database.QueryAsync($"""
            select {MessageViews.Columns} from messages m where m.conversation_n = {n} and m.ordinal >= {low} and m.ordinal <= {high}
                and (m.deleted_at is null or {filter.WithDeleted}) order by m.ordinal
            """, MessageViews.From, ct);
        if (filter.NewestFirst)
            rows.Reverse();

        return new(await views.ReadAsync(database, conversation, rows, caller.UserN, ct), count);
    }

    /// <summary>Over every conversation that the caller is an active member of, by the time of writing.</summary>
    public Task<Numbered<MessageView>> OfAllAsync(Caller caller, PageNumber page, MessageFilter filter, CancellationToken ct) =>
        SearchedAsync(caller, null, page, filter, ct);

    /// <summary>The ordinal of the k-th of those from <paramref name="first"/> on that are not among the deleted (which are in order).</summary>
    internal static long OrdinalOf(long k, long first, List<long> deleted)
    {
        // Before the i-th deleted one stand deleted[i] - first - i that are not: how many deleted ones stand before the k-th?
        var (low, high) = (0, deleted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (deleted[middle] - first - middle < k)
                low = middle + 1;
            else
                high = middle;
        }

        return first + k - 1 + low;
    }

    private async Task<Numbered<MessageView>> SearchedAsync(
        Caller caller, long? conversationN, PageNumber page, MessageFilter filter, CancellationToken ct)
    {
        var count = filter.IsPlain
            ? await CountAsync(caller, filter, ct)
            : await database.NumberAsync(Of(caller, conversationN, new(1, 1), filter, Count), ct);
        if (page.Skip >= count)
            return new([], count);

        // With many, the table itself is in the right order and the first ones are soon found; with few, they are looked up and sorted.
        var what = filter.IsPlain && count > FewMessages ? InOrder : Sorted;
        var found = await database.QueryAsync(
            Of(caller, conversationN, page, filter, what),
            row => (Row: MessageViews.From(row), Conversation: row.Id<ConversationId>(MessageViews.ColumnCount)), ct);
        var items = new List<MessageView>(found.Count);
        foreach (var one in found)
            items.Add((await views.ReadAsync(database, one.Conversation, [one.Row], caller.UserN, ct))[0]);

        return new(items, count);
    }

    private static Sql Of(Caller caller, long? conversationN, PageNumber page, MessageFilter filter, SqlText what) => $"""
        select {what}
        where mine.user_n = {caller.UserN} and mine.status = {MemberStatus.Active} and ({conversationN is null} or c.n = {conversationN ?? 0})
            and ({filter.ConversationType is null} or c.type = {filter.ConversationType ?? default})
            and (m.deleted_at is null or {filter.WithDeleted})
            and (c.history <> {HistoryVisibility.FromJoin} or m.ordinal > mine.visible_after)
            and ({filter.Type is null} or m.type = {filter.Type ?? default}) and ({filter.SenderN is null} or m.sender_n = {filter.SenderN ?? 0})
            and ({string.IsNullOrEmpty(filter.Text)} or lower(m.content) like {LikePattern.Holding(filter.Text)} escape '!')
        order by m.n {(filter.NewestFirst ? Descending : Ascending)} limit {page.Size} offset {page.Skip}
        """;

    // By each conversation's head and its few deleted ones: no message is read.
    private ValueTask<long> CountAsync(Caller caller, MessageFilter filter, CancellationToken ct) => database.NumberAsync($"""
        select coalesce(sum(max(0, h.last_ordinal - case when c.history = {HistoryVisibility.FromJoin} then mine.visible_after else 0 end
            - case when {filter.WithDeleted} then 0 else (select count(*) from messages d
                where d.conversation_n = c.n and d.deleted_at is not null
                    and d.ordinal > case when c.history = {HistoryVisibility.FromJoin} then mine.visible_after else 0 end) end)), 0)
        from members mine join conversations c on c.n = mine.conversation_n and c.deleted_at is null
        join conversation_heads h on h.conversation_n = c.n
        where mine.user_n = {caller.UserN} and mine.status = {MemberStatus.Active}
            and ({filter.ConversationType is null} or c.type = {filter.ConversationType ?? default})
        """, ct);
}
