using System.Text.Json;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations.Log;

/// <summary>Reads conversations as the world, or as one member, sees them.</summary>
public sealed class ConversationViews(MessageViews messages, TimeProvider clock)
{
    /// <summary>The columns that <see cref="From"/> reads, of <c>conversations c</c> and <c>conversation_heads h</c>.</summary>
    public static readonly SqlText Columns = new(
        "c.n, c.id, c.type, c.title, c.description, c.visibility, c.context_type, c.context_id, c.member_count, u.id, c.created_at, "
        + "h.last_seq, h.last_ordinal, h.last_message_n, h.last_message_at, c.history, c.slow_mode_seconds, c.metadata, c.archived_at, c.origin");

    /// <summary>The columns of <c>members m</c> that follow where a member asks.</summary>
    public static readonly SqlText MyColumns = new(
        "m.role, m.read_ordinal, m.muted_until, m.archived, m.pinned, case when c.history = 1 then m.visible_after else 0 end, "
        + "(select count(*) from notifications x where x.conversation_n = c.n and x.user_n = m.user_n and x.read_at is null and x.type = 1), "
        + "m.unread_from");

    internal const int ColumnCount = 20;

    /// <summary>The joins that both need.</summary>
    public static readonly SqlText Joins = new("join conversation_heads h on h.conversation_n = c.n join users u on u.n = c.created_by_n");

    public static ConversationRow From(Row row) => new(
        row.Long(0), row.Id<ConversationId>(1), row.Enum<ConversationType>(2), row.TextOrNull(3), row.TextOrNull(4), row.Enum<Visibility>(5),
        row.IsNull(6) ? null : new ContextView(row.Text(6), row.Text(7)), row.Long(8), row.Id<UserId>(9), row.Time(10), row.Long(11),
        row.Long(12), row.Long(13), row.Long(14) == 0 ? null : row.Time(14), row.Enum<HistoryVisibility>(15), null)
    {
        SlowModeSeconds = row.Int(16), Metadata = row.TextOrNull(17), ArchivedAt = row.TimeOrNull(18), Origin = row.TextOrNull(19),
    };

    public static ConversationRow FromMine(Row row) => From(row) with { My = My(row, ColumnCount), VisibleAfter = row.Long(ColumnCount + 5) };

    /// <summary>As everybody sees it, for events.</summary>
    public ValueTask<ConversationView> ReadSharedAsync(Queries queries, long conversationN, CancellationToken ct = default) =>
        ReadSharedAsync(queries, conversationN, quotesFor: null, ct);

    /// <summary>As everybody sees it, but for quotes that this reader may not see.</summary>
    public async ValueTask<ConversationView> ReadSharedAsync(Queries queries, long conversationN, long? quotesFor, CancellationToken ct)
    {
        var row = await queries.FindAsync($"select {Columns} from conversations c {Joins} where c.n = {conversationN}", From, ct)
            ?? throw new InvalidOperationException($"There is no conversation {conversationN}.");
        return await ViewAsync(queries, row, viewerN: null, ct, quotesFor);
    }

    /// <summary>As one active member sees it; nothing when they are none.</summary>
    public async ValueTask<ConversationView?> ReadMineAsync(Queries queries, long conversationN, long userN, CancellationToken ct)
    {
        var row = await queries.FindAsync($"""
            select {Columns}, {MyColumns} from conversations c {Joins}
            join members m on m.conversation_n = c.n and m.user_n = {userN} and m.status = {MemberStatus.Active}
            where c.n = {conversationN} and c.deleted_at is null
            """, FromMine, ct);
        return row is null ? null : await ViewAsync(queries, row, userN, ct);
    }

    /// <summary>What a conversation is to one of its members; nothing when they were never one.</summary>
    public static ValueTask<MyMembership?> FindMyAsync(Queries queries, long conversationN, long userN, CancellationToken ct = default) =>
        queries.FindAsync($"""
            select {MyColumns} from members m join conversations c on c.n = m.conversation_n
            where m.conversation_n = {conversationN} and m.user_n = {userN}
            """, row => My(row, 0), ct);

    /// <summary>With its last message and, for a direct one, whom it is with.</summary>
    public async ValueTask<ConversationView> ViewAsync(
        Queries queries, ConversationRow row, long? viewerN, CancellationToken ct, long? quotesFor = null)
    {
        var last = row.LastMessageN == 0 || row.LastOrdinal <= row.VisibleAfter || (viewerN is not null && row.My is null)
            ? null   // who looks at a public conversation from outside sees no messages
            : await messages.ReadOneAsync(queries, row.Id, row.LastMessageN, viewerN, ct, quotesFor);
        return new ConversationView(
            row.Id, row.Type, row.Title, row.Description, row.Visibility, row.Context, row.MemberCount, row.LastSeq, last,
            row.LastMessageAt, row.My is null ? null : row.LastOrdinal - CountsFrom(row.My), row.My, row.CreatedBy, row.CreatedAt,
            row.Type == ConversationType.Direct ? await DirectWithAsync(queries, row.N, viewerN, ct) : null, row.History, row.SlowModeSeconds,
            row.Metadata is null ? null : JsonElement.Parse(row.Metadata), row.ArchivedAt)
        {
            N = row.N, Origin = row.Origin,
        };
    }

    private async ValueTask<List<UserView>> DirectWithAsync(Queries queries, long conversationN, long? viewerN, CancellationToken ct) =>
        await queries.QueryAsync($"""
            select u.id, u.username, u.display_name, u.account_type, u.role, u.avatar_url, u.created_at, u.disabled_at,
                {AccountRow.StatusColumns}
            from members m join users u on u.n = m.user_n where m.conversation_n = {conversationN} and m.user_n <> {viewerN ?? 0}
            order by m.user_n
            """, row => new UserView(
                row.Id<UserId>(0), row.Text(1), row.Text(2), null, row.Text(3), row.Enum<WorkspaceRole>(4), row.TextOrNull(5), row.Time(6),
                !row.IsNull(7), AccountRow.Shown(AccountRow.StatusFrom(row, 8), clock.GetUtcNow())), ct);

    private static MyMembership My(Row row, int at) => new(
        row.Enum<MemberRole>(at), row.Long(at + 1), Muted(row.LongOrNull(at + 2)), row.Bool(at + 3), row.Bool(at + 4),
        row.Long(at + 6), row.LongOrNull(at + 7));

    private static long CountsFrom(MyMembership my) => my.UnreadFrom is { } from ? Math.Min(my.ReadOrdinal, from - 1) : my.ReadOrdinal;

    private static DateTimeOffset? Muted(long? until) => until switch
    {
        null => null,
        long.MaxValue => DateTimeOffset.MaxValue,
        { } time => DateTimeOffset.FromUnixTimeMilliseconds(time),
    };
}

/// <summary>A row of <c>conversations</c> with its head and, where a member asks, their membership.</summary>
public sealed record ConversationRow(
    long N, ConversationId Id, ConversationType Type, string? Title, string? Description, Visibility Visibility, ContextView? Context,
    long MemberCount, UserId CreatedBy, DateTimeOffset CreatedAt, long LastSeq, long LastOrdinal, long LastMessageN,
    DateTimeOffset? LastMessageAt, HistoryVisibility History, MyMembership? My)
{
    /// <summary>The last ordinal that the one who asks may not see; 0 where they may see all.</summary>
    public long VisibleAfter { get; init; }

    public int SlowModeSeconds { get; init; }

    /// <summary>What the host application hung on it, as JSON.</summary>
    public string? Metadata { get; init; }

    public DateTimeOffset? ArchivedAt { get; init; }

    public string? Origin { get; init; }
}
