using Microsoft.Extensions.Logging;
using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;
using Parley.Upkeep;
using Parley.Workspaces;

namespace Parley.Admin;

/// <summary>What a row of <c>purges</c> is about. Numbers are stored.</summary>
public enum PurgeKind
{
    Conversation = 0,
    Messages = 1,
}

/// <summary>
/// Removes for good what was deleted long enough ago: the kept texts of messages, and deleted conversations with every row that names them.
/// In pieces, so that nobody waits for it; what it began it finishes at its next turn. SQLite overwrites what is deleted (secure_delete).
/// </summary>
public sealed class PurgeChore(
    Database database, RestoreTime restoreTime, CountingChore counting, AuditLog audit, TimeProvider clock, ILogger<PurgeChore> logger)
    : Chore(clock, logger)
{
    private const int Piece = 500;

    private static readonly IReadOnlyList<SqlText> OfMessages = PurgedTables.Texts(PurgedTables.OfMessages);
    private static readonly IReadOnlyList<SqlText> OfConversations = PurgedTables.Texts(PurgedTables.OfConversations);

    private readonly TimeProvider _clock = clock;

    public override string Name => "purge";

    public override TimeSpan Every => TimeSpan.FromHours(1);

    protected override async Task RunAsync(CancellationToken ct)
    {
        await counting.RunNowAsync(ct);   // what is about to go has been counted
        foreach (var workspaceN in await database.QueryAsync($"select n from workspaces order by n", row => row.Long(0), ct))
        {
            var limit = _clock.GetUtcNow() - await restoreTime.OfAsync(workspaceN, ct);
            await PurgeTextsAsync(workspaceN, limit, ct);
            foreach (var (n, id) in await DueAsync(workspaceN, limit, ct))
                await PurgeConversationAsync(workspaceN, n, id, limit, ct);
        }
    }

    private async Task PurgeTextsAsync(long workspaceN, DateTimeOffset limit, CancellationToken ct)
    {
        var (begun, texts) = (_clock.GetUtcNow(), 0L);
        for (var purged = Piece; purged == Piece; texts += purged)
        {
            purged = await database.WriteAsync(async transaction =>
            {
                await transaction.WriteAsync($"""
                    delete from kept_edits where message_n in (select message_n from kept_messages
                        where workspace_n = {workspaceN} and deleted_at <= {limit} order by deleted_at, message_n limit {Piece})
                    """);
                return await transaction.WriteAsync($"""
                    delete from kept_messages where message_n in (select message_n from kept_messages
                        where workspace_n = {workspaceN} and deleted_at <= {limit} order by deleted_at, message_n limit {Piece})
                    """);
            }, ct);
        }

        if (texts > 0)
            await database.WriteAsync(async transaction =>
            {
                await transaction.WriteAsync($"""
                    insert into purges (workspace_n, kind, subject_n, begun_at, finished_at, messages)
                    values ({workspaceN}, {PurgeKind.Messages}, 0, {begun}, {_clock.GetUtcNow()}, {texts})
                    """);
                await audit.NoteAsync(transaction, workspaceN, 0, null, AuditActions.MessagesPurged, "texts", ("count", $"{texts}"));
            }, ct);
    }

    private ValueTask<List<(long N, ConversationId Id)>> DueAsync(long workspaceN, DateTimeOffset limit, CancellationToken ct) => database.QueryAsync($"""
        select n, id from conversations where workspace_n = {workspaceN} and deleted_at is not null and deleted_at <= {limit} order by n
        """, row => (row.Long(0), row.Id<ConversationId>(1)), ct);

    private async Task PurgeConversationAsync(long workspaceN, long n, ConversationId id, DateTimeOffset limit, CancellationToken ct)
    {
        if (!await database.WriteAsync(transaction => BeginAsync(transaction, workspaceN, n, id, limit), ct))
            return;   // brought back in this instant

        while (await database.WriteAsync(transaction => PurgePieceAsync(transaction, n), ct))
        {
        }

        await database.WriteAsync(transaction => FinishAsync(transaction, workspaceN, n, id), ct);
        logger.Purged(id);
    }

    // From this row on a restore is refused.
    private async ValueTask<bool> BeginAsync(Transaction transaction, long workspaceN, long n, ConversationId id, DateTimeOffset limit)
    {
        await transaction.WriteAsync($"""
            insert into purges (workspace_n, kind, subject_id, subject_n, deleted_at, begun_at, messages)
            select {workspaceN}, {PurgeKind.Conversation}, {id}, n, deleted_at, {_clock.GetUtcNow()},
                (select count(*) from messages where conversation_n = {n}) from conversations
            where n = {n} and deleted_at is not null and deleted_at <= {limit}
                and not exists (select 1 from purges where subject_n = {n} and kind = {PurgeKind.Conversation})
            """);
        return await transaction.NumberAsync(
            $"select 1 from purges where subject_n = {n} and kind = {PurgeKind.Conversation} and finished_at is null") == 1;
    }

    private async ValueTask<bool> PurgePieceAsync(Transaction transaction, long n)
    {
        var messages = await transaction.NumberAsync($"""
            select max(ordinal) from (select ordinal from messages where conversation_n = {n} order by ordinal limit {Piece}) as piece
            """);
        if (messages > 0)
        {
            // The bytes of files that no other conversation carries follow at the next turn of the files' own cleaning.
            await transaction.WriteAsync($"""
                update files set deleted_at = coalesce(deleted_at, {_clock.GetUtcNow()}), purge_at = {_clock.GetUtcNow()}
                where n in (select a.file_n from attachments a join messages m on m.n = a.message_n
                        where m.conversation_n = {n} and m.ordinal <= {messages})
                    and not exists (select 1 from attachments a join messages m on m.n = a.message_n
                        where a.file_n = files.n and m.conversation_n <> {n} and m.deleted_at is null)
                """);
            foreach (var table in OfMessages)
                await transaction.WriteAsync($"""
                    delete from {table} where message_n in (select n from messages where conversation_n = {n} and ordinal <= {messages})
                    """);
            await GivenOutNumbers.RemoveMessagesAsync(transaction, n, messages);
            return true;
        }

        var changes = await transaction.NumberAsync($"""
            select max(seq) from (select seq from changes where conversation_n = {n} order by seq limit {Piece}) as piece
            """);
        if (changes > 0)
            await GivenOutNumbers.RemoveChangesAsync(transaction, n, changes);
        return changes > 0;
    }

    private async ValueTask FinishAsync(Transaction transaction, long workspaceN, long n, ConversationId id)
    {
        foreach (var table in OfConversations)
            await transaction.WriteAsync($"delete from {table} where conversation_n = {n}");

        await GivenOutNumbers.RemoveConversationAsync(transaction, n);
        await transaction.WriteAsync($"update purges set finished_at = {_clock.GetUtcNow()} where subject_n = {n} and kind = {PurgeKind.Conversation}");
        await audit.NoteAsync(transaction, workspaceN, 0, null, AuditActions.ConversationPurged, $"conversation:{id}");
    }
}
