using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>What was purged when, and, counted now, how many rows still name it.</summary>
public sealed class ReadPurgesHandler(AdminAccess access, Database database)
{
    public async Task<Listing<PurgeView>> HandleAsync(Caller caller, string? workspace, string? cursor, int? limit, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var (size, before) = (PageSize.Checked(limit), PageSize.Position(cursor) ?? long.MaxValue);
        var found = await database.QueryAsync($"""
            select n, kind, subject_id, subject_n, deleted_at, begun_at, finished_at, messages from purges
            where workspace_n = {admin.WorkspaceN} and n < {before} order by n desc limit {size + 1}
            """, row => (N: row.Long(0), SubjectN: row.Long(3), View: new PurgeView(
                row.Enum<PurgeKind>(1) == PurgeKind.Conversation ? "conversation" : "messages", row.IdOrNull<ConversationId>(2), row.TimeOrNull(4),
                row.Time(5), row.TimeOrNull(6), row.Long(7), 0)), ct);
        var items = new List<PurgeView>();
        foreach (var (_, subjectN, view) in found.Take(size))
            items.Add(view.ConversationId is null ? view : view with { Remaining = await RemainingAsync(subjectN, ct) });

        return new(items, found.Count > size ? PageSize.Cursor(found[size - 1].N) : null);
    }

    private async ValueTask<long> RemainingAsync(long conversationN, CancellationToken ct)
    {
        var remaining = await database.NumberAsync($"select count(*) from conversations where n = {conversationN} and workspace_n <> 0", ct);
        foreach (var table in PurgedTables.NamingConversations)
            remaining += await database.NumberAsync($"select count(*) from {table} where conversation_n = {conversationN}", ct);

        return remaining;
    }
}
