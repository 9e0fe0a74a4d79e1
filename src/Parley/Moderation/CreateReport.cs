using Parley.Access;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>
/// Reports a message or a person. Keeps what the message says now, because its author may delete it. One open report for each person and
/// message: reporting again is the same report.
/// </summary>
public sealed class CreateReportHandler(ConversationAccess access, Database database, UserDirectory directory, TimeProvider clock)
{
    /// <summary>The report, and whether this call made it.</summary>
    public async Task<(ReportView Report, bool IsNew)> OnMessageAsync(Caller caller, MessageId id, CreateReport command, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, id, Permission.Read, ct);
        if (message.SenderN == caller.UserN || message.Type == MessageType.System)
            throw new Refusal(Errors.ValidationFailed, "Only what somebody else wrote is reported.");

        return await database.WriteAsync(async transaction =>
        {
            var open = await OpenAsync(transaction, $"""
                select {ReportRow.Columns} from reports r {ReportRow.Joins}
                where r.reporter_n = {caller.UserN} and r.message_n = {message.MessageN} and r.state = {ReportState.Open}
                """);
            if (open is not null)
                return (open.View, false);

            var made = await transaction.WriteAsync($"""
                insert into reports (id, workspace_n, reporter_n, user_n, conversation_n, message_n, reason, comment, content, edited_at, state, created_at)
                select {ReportId.New()}, workspace_n, {caller.UserN}, sender_n, conversation_n, n, {command.Reason}, {command.Comment}, content,
                    edited_at, {ReportState.Open}, {clock.GetUtcNow()} from messages where n = {message.MessageN} and deleted_at is null
                """);
            return made == 0 ? throw new Refusal(Errors.MessageGone) : (await TellAsync(transaction), true);
        }, ct);
    }

    /// <summary>The report, and whether this call made it.</summary>
    public async Task<(ReportView Report, bool IsNew)> OnPersonAsync(Caller caller, string name, CreateReport command, CancellationToken ct)
    {
        var person = await directory.FindAsync(caller.WorkspaceN, name, ct) ?? throw new Refusal(Errors.UserNotFound);
        if (person.N == caller.UserN)
            throw new Refusal(Errors.ValidationFailed, "Nobody reports themselves.");

        return await database.WriteAsync(async transaction =>
        {
            var open = await OpenAsync(transaction, $"""
                select {ReportRow.Columns} from reports r {ReportRow.Joins}
                where r.reporter_n = {caller.UserN} and r.user_n = {person.N} and r.message_n is null and r.state = {ReportState.Open}
                """);
            if (open is not null)
                return (open.View, false);

            await transaction.WriteAsync($"""
                insert into reports (id, workspace_n, reporter_n, user_n, reason, comment, state, created_at)
                values ({ReportId.New()}, {caller.WorkspaceN}, {caller.UserN}, {person.N}, {command.Reason}, {command.Comment},
                    {ReportState.Open}, {clock.GetUtcNow()})
                """);
            return (await TellAsync(transaction), true);
        }, ct);
    }

    private static ValueTask<ReportRow?> OpenAsync(Transaction transaction, Sql sql) => transaction.FindAsync(sql, ReportRow.From);

    private static async ValueTask<ReportView> TellAsync(Transaction transaction)
    {
        var report = (await transaction.FindAsync(
            $"select {ReportRow.Columns} from reports r {ReportRow.Joins} where r.n = {transaction.LastRow}", ReportRow.From))!;
        await report.TellModeratorsAsync(transaction, new ReportCreated(report.View));
        return report.View;
    }
}
