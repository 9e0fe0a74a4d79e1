using Parley.Access;
using Parley.Audit;
using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Conversations;

/// <summary>Changes title, description, who finds it, what newcomers see, slow mode, and whether it is archived.</summary>
public sealed class UpdateConversationHandler(ConversationAccess access, ConversationLog log, ConversationViews views, AuditLog audit)
{
    public async Task<ConversationView> HandleAsync(Caller caller, ConversationId id, UpdateConversation command, CancellationToken ct)
    {
        Metadata.Check(command.Metadata);
        var membership = await access.RequireAsync(caller, id, Permission.EditConversation, ct);
        return await log.AppendAsync(membership, async entry =>
        {
            await MemberRules.RequireAsync(entry, membership, caller, Permission.EditConversation);
            await entry.Transaction.WriteAsync($"""
                update conversations set
                    title = case when {command.Title is null} then title else nullif(trim({command.Title}), '') end,
                    description = case when {command.Description is null} then description else nullif(trim({command.Description}), '') end,
                    visibility = coalesce({(int?)command.Visibility}, visibility), history = coalesce({(int?)command.History}, history),
                    slow_mode_seconds = coalesce({command.SlowModeSeconds}, slow_mode_seconds),
                    archived_at = case when {command.Archived is null} then archived_at when {command.Archived is false} then null
                        else coalesce(archived_at, {entry.Now}) end,
                    metadata = case when {command.Metadata is null} then metadata else {Metadata.Text(command.Metadata)} end
                where n = {entry.ConversationN}
                """);
            if (command.SlowModeSeconds is { } seconds)
                await audit.NoteAsync(entry.Transaction, caller, AuditActions.SlowModeSet, $"conversation:{id}", ("seconds", $"{seconds}"));

            var seq = await entry.ChangeAsync(ChangeKind.ConversationUpdated, entry.ConversationN, caller.UserN);
            if (command.Visibility is { } visibility && visibility != membership.Visibility)
                await audit.NoteAsync(
                    entry.Transaction, caller, AuditActions.ConversationUpdated, $"conversation:{id}",
                    ("visibility", $"{membership.Visibility} → {visibility}".ToLowerInvariant()));
            await entry.Transaction.StoreHeadAsync(entry.ConversationN);
            var shared = await views.ReadSharedAsync(entry.Transaction, entry.ConversationN);
            var updated = new ConversationUpdated(id, seq, shared);
            entry.Tell(new(entry.ConversationN, id, seq, updated)
            {
                Alters = true,
                Instead = await Newcomers.InsteadAsync(
                    entry.Transaction, entry.ConversationN, shared, changed => updated with { Conversation = changed }),
            });
            return (await views.ReadMineAsync(entry.Transaction, entry.ConversationN, caller.UserN, CancellationToken.None))!;
        }, ct);
    }
}
