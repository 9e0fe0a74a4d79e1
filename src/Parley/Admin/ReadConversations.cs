using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Admin;

/// <summary>The workspace's conversations for administrators, the newest first, with their members; not what is said in them.</summary>
public sealed class AdminConversationsHandler(AdminAccess access, Database database, RestoreTime restoreTime)
{
    private static readonly SqlText Columns = new(
        "c.n, c.id, c.type, c.title, c.description, c.visibility, c.context_type, c.context_id, c.member_count, h.last_ordinal, "
        + "h.last_message_at, u.id, c.created_at, c.deleted_at");

    private static readonly SqlText Joins = new("join conversation_heads h on h.conversation_n = c.n join users u on u.n = c.created_by_n");

    public async Task<Listing<AdminConversationView>> ListAsync(
        Caller caller, string? workspace, ConversationFilter filter, string? cursor, int? limit, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var (query, context) = (Filters.Checked(filter.Query), Filters.Checked(filter.ContextType));
        var (size, before) = (PageSize.Checked(limit), PageSize.Position(cursor) ?? long.MaxValue);
        var found = await database.QueryAsync($"""
            select {Columns} from conversations c {Joins}
            where c.workspace_n = {admin.WorkspaceN} and c.n < {before}
                and ({query} is null or lower(coalesce(c.title, '')) like {LikePattern.Holding(query)} escape '!' or c.context_id = {query})
                and ({(int?)filter.Type} is null or c.type = {(int?)filter.Type})
                and ({context} is null or c.context_type = {context})
                and ({filter.State is AdminConversationState.Active} = 0 or c.deleted_at is null)
                and ({filter.State is AdminConversationState.Deleted} = 0 or c.deleted_at is not null)
            order by c.n desc limit {size + 1}
            """, From, ct);
        var kept = await restoreTime.OfAsync(admin.WorkspaceN, ct);
        return new([.. found.Take(size).Select(row => View(row, kept))], found.Count > size ? PageSize.Cursor(found[size - 1].N) : null);
    }

    public async Task<AdminConversationDetails> OneAsync(Caller caller, string? workspace, ConversationId id, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var found = await database.QueryAsync($"""
            select {Columns} from conversations c {Joins} where c.id = {id} and c.workspace_n = {admin.WorkspaceN}
            """, From, ct);
        var row = found.Count == 1 ? found[0] : throw new Refusal(Errors.NotFound);
        return new(View(row, await restoreTime.OfAsync(admin.WorkspaceN, ct)), (await MembersAsync(row.N, null, 0, Limits.PageItems, ct)).Items);
    }

    public async Task<Listing<MemberView>> MembersAsync(
        Caller caller, string? workspace, ConversationId id, MemberStatus? status, string? cursor, int? limit, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var conversation = await FoundConversation.RequireAsync(database, admin, id, ct);
        return await MembersAsync(conversation.N, status, PageSize.Position(cursor) ?? 0, PageSize.Checked(limit), ct);
    }

    private async ValueTask<Listing<MemberView>> MembersAsync(long conversationN, MemberStatus? status, long after, int size, CancellationToken ct)
    {
        var found = await database.QueryAsync($"""
            select {MemberRow.Columns} from members m join users u on u.n = m.user_n
            where m.conversation_n = {conversationN} and ({(int?)status} is null or m.status = {(int?)status}) and m.user_n > {after}
            order by m.user_n limit {size + 1}
            """, MemberRow.From, ct);
        return new([.. found.Take(size).Select(m => m.View)], found.Count > size ? PageSize.Cursor(found[size - 1].UserN) : null);
    }

    private static AdminConversationView View((long N, AdminConversationView View) row, TimeSpan kept) =>
        row.View.DeletedAt is { } deleted ? row.View with { RestorableUntil = deleted + kept } : row.View;

    private static (long N, AdminConversationView View) From(Row row) => (row.Long(0), new(
        row.Id<ConversationId>(1), row.Enum<ConversationType>(2), row.TextOrNull(3), row.TextOrNull(4), row.Enum<Visibility>(5),
        row.IsNull(6) ? null : new ContextView(row.Text(6), row.Text(7)), row.Long(8), row.Long(9), row.Long(10) == 0 ? null : row.Time(10),
        row.Id<UserId>(11), row.Time(12), row.TimeOrNull(13)));
}

/// <summary>Which conversations: all that it names must fit.</summary>
public sealed record ConversationFilter(string? Query, ConversationType? Type, AdminConversationState? State, string? ContextType);
