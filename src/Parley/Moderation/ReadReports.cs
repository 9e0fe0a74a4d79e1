using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>The queue of reports for those who moderate, oldest first, and one's own warnings.</summary>
public sealed class ReadReportsHandler(Database database)
{
    /// <summary>Who moderates nothing has an empty queue.</summary>
    public async Task<Listing<ReportView>> ListAsync(
        Caller caller, ReportState? state, ConversationId? conversation, string? cursor, int? limit, CancellationToken ct)
    {
        var size = PageSize.Checked(limit);
        var found = await database.QueryAsync($"""
            select {ReportRow.Columns} from reports r {ReportRow.Joins}
            where r.workspace_n = {caller.WorkspaceN} and r.n > {PageSize.Position(cursor) ?? 0}
                and ({state is null} or r.state = {state ?? ReportState.Open}) and ({conversation is null} or c.id = {conversation})
                and ({caller.IsWorkspaceAdmin} or (r.user_n <> {caller.UserN} and c.deleted_at is null and r.conversation_n in (
                    select conversation_n from members where user_n = {caller.UserN} and status = {MemberStatus.Active}
                        and role >= {MemberRole.Moderator})))
            order by r.n limit {size + 1}
            """, ReportRow.From, ct);
        return new([.. found.Take(size).Select(r => r.View)], found.Count > size ? PageSize.Cursor(found[size - 1].N) : null);
    }

    /// <summary>One report with the message as it was.</summary>
    public async Task<ReportView> OneAsync(Caller caller, ReportId id, CancellationToken ct)
    {
        var report = await ReportRow.FindAsync(database, caller, id, ct) ?? throw new Refusal(Errors.NotFound);
        return report.View with { Message = report.Message };
    }

    /// <summary>The caller's warnings, newest first. Who reported stays unsaid.</summary>
    public async Task<Listing<WarningView>> WarningsAsync(Caller caller, string? cursor, int? limit, CancellationToken ct)
    {
        var size = PageSize.Checked(limit);
        var found = await database.QueryAsync($"""
            select {ReportRow.Columns} from reports r {ReportRow.Joins}
            where r.user_n = {caller.UserN} and r.action = {ReportAction.Warn} and r.n < {PageSize.Position(cursor) ?? long.MaxValue}
            order by r.n desc limit {size + 1}
            """, ReportRow.From, ct);
        return new([.. found.Take(size).Select(r => r.Warning)], found.Count > size ? PageSize.Cursor(found[size - 1].N) : null);
    }
}
