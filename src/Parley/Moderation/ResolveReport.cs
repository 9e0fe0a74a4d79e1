using System.Text.Json;
using Parley.Access;
using Parley.Audit;
using Parley.Conversations;
using Parley.Conversations.Log;
using Parley.People;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>
/// Decides on a report and does what was decided in the same commit: nothing, delete the message, warn, kick, ban, or disable the account.
/// </summary>
public sealed class ResolveReportHandler(
    Database database, ConversationLog log, AuditLog audit, AccountDisabling disabling, TimeProvider clock)
{
    public async Task<ReportView> HandleAsync(Caller caller, ReportId id, ResolveReport command, CancellationToken ct)
    {
        var report = await RequireAsync(database, caller, id, command.Action, ct);
        var resolved = report is { ConversationN: { } n, View.ConversationId: { } conversation }
            ? await log.AppendAsync(n, conversation, entry => ResolveAsync(entry.Transaction, entry, caller, id, command), ct)
            : await database.WriteAsync(transaction => ResolveAsync(transaction, null, caller, id, command), ct);
        if (resolved.Disabled is { } disabled)
            disabling.Tell(disabled);

        return resolved.Report;
    }

    private static async ValueTask<ReportRow> RequireAsync(
        Queries queries, Caller caller, ReportId id, ReportAction action, CancellationToken ct)
    {
        var report = await ReportRow.FindAsync(queries, caller, id, ct) ?? throw new Refusal(Errors.NotFound);
        if (report.UserN == caller.UserN)
            throw new Refusal(Errors.Forbidden, "Nobody decides on a report about themselves.");
        if (action == ReportAction.Disable && !caller.IsWorkspaceAdmin)
            throw new Refusal(Errors.Forbidden, "Only administrators of the workspace disable accounts.");
        if (action == ReportAction.DeleteMessage && report.MessageN is null)
            throw new Refusal(Errors.ValidationFailed, "The report is about a person, not a message.");
        if (action is ReportAction.Kick or ReportAction.Ban && report.ConversationType is null or ConversationType.Direct)
            throw new Refusal(Errors.ValidationFailed, "There is no group or channel to remove that person from.");

        return report.View.State == ReportState.Open ? report : throw new Refusal(Errors.AlreadyResolved);
    }

    private async ValueTask<Resolved> ResolveAsync(
        Transaction transaction, LogEntry? entry, Caller caller, ReportId id, ResolveReport command)
    {
        // Once more, inside: the rights may have gone, or somebody else was faster.
        var report = await RequireAsync(transaction, caller, id, command.Action, CancellationToken.None);
        await transaction.WriteAsync($"""
            update reports set state = {ReportState.Resolved}, resolved_at = {clock.GetUtcNow()}, resolved_by_n = {caller.UserN},
                action = {command.Action}, note = {command.Note} where n = {report.N}
            """);
        var view = (await transaction.FindAsync(
            $"select {ReportRow.Columns} from reports r {ReportRow.Joins} where r.n = {report.N}", ReportRow.From))!.View;
        await audit.NoteAsync(
            transaction, caller, AuditActions.ReportResolved, $"report:{id}", ("action", Word(command.Action)), ("user_id", $"{view.UserId}"),
            ("conversation_id", view.ConversationId?.ToString()), ("message_id", view.MessageId?.ToString()));
        var disabled = await DoAsync(transaction, entry, caller, report with { View = view }, command.Action);
        await report.TellModeratorsAsync(transaction, new ReportResolved(view));
        return new(view, disabled);
    }

    private async ValueTask<DisabledAccount?> DoAsync(
        Transaction transaction, LogEntry? entry, Caller caller, ReportRow report, ReportAction action)
    {
        var person = new Person(report.UserN, report.View.UserId);
        switch (action)
        {
            case ReportAction.DeleteMessage:
                if (await entry!.EraseAsync(report.MessageN!.Value, report.View.MessageId!.Value, caller.UserN))
                    await audit.NoteAsync(
                        transaction, caller, AuditActions.MessageDeleted, $"message:{report.View.MessageId}",
                        ("conversation_id", $"{entry.Conversation}"), ("sender_id", $"{person.Id}"), ("report_id", $"{report.View.Id}"));
                break;
            case ReportAction.Warn:
                transaction.Tell(new PersonalAnnouncement(person.N, new WarningReceived(report.Warning)));
                await audit.NoteAsync(transaction, caller, AuditActions.PersonWarned, $"user:{person.Id}", ("report_id", $"{report.View.Id}"));
                break;
            case ReportAction.Kick or ReportAction.Ban:
                await RemoveAsync(entry!, caller, person, action);
                break;
            case ReportAction.Disable:
                return await disabling.DisableAsync(transaction, caller, person);
        }

        return null;
    }

    // Members remove whom they stand above; administrators of the workspace anybody.
    private async ValueTask RemoveAsync(LogEntry entry, Caller caller, Person person, ReportAction action)
    {
        var actor = await MemberRow.FindAsync(entry.Transaction, entry.ConversationN, caller.UserN);
        var target = await MemberRow.FindAsync(entry.Transaction, entry.ConversationN, person.N);
        if (!caller.IsWorkspaceAdmin && target is { Status: MemberStatus.Active })
            MemberRules.RequireAbove(actor!, target);

        var name = actor?.DisplayName ?? "An administrator";
        if (action == ReportAction.Kick)
            await MemberRemovals.KickAsync(entry, audit, caller, name, target);
        else
            await MemberRemovals.BanAsync(entry, audit, caller, name, target, person);
    }

    private static string Word(ReportAction action) => JsonNamingPolicy.SnakeCaseLower.ConvertName(action.ToString());

    private sealed record Resolved(ReportView Report, DisabledAccount? Disabled);
}
