using Parley.Access;
using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Files;

/// <summary>A message that carries a file.</summary>
internal sealed record CarryingMessage(long N, MessageId Id, long ConversationN, ConversationId ConversationId);

/// <summary>How a file ends: out of reach at once, its bytes when nobody can bring it back any more.</summary>
internal sealed class FileEnds(Database database, RestoreTime restoring, FileCleaning cleaning, AuditLog audit, TimeProvider clock)
{
    /// <summary>Messages, not deleted, that carry the file, wherever they stand.</summary>
    public ValueTask<List<CarryingMessage>> CarryingAsync(long fileN, CancellationToken ct) => database.QueryAsync($"""
        select m.n, m.id, c.n, c.id from attachments a join messages m on m.n = a.message_n join conversations c on c.n = m.conversation_n
        where a.file_n = {fileN} and m.deleted_at is null order by a.n
        """, row => new CarryingMessage(row.Long(0), row.Id<MessageId>(1), row.Long(2), row.Id<ConversationId>(3)), ct);

    /// <summary>Takes the file off these messages, and ends it when no other carries it.</summary>
    public Task TakeOffAsync(Caller caller, FileRow file, IReadOnlyList<CarryingMessage> messages, CancellationToken ct) =>
        database.WriteAsync(async transaction =>
        {
            foreach (var message in messages)
                await transaction.WriteAsync($"delete from attachments where message_n = {message.N} and file_n = {file.N}");

            await EndUnlessCarriedAsync(transaction, file.N);
            if (file.UploaderN != caller.UserN)
                await audit.NoteAsync(transaction, caller, AuditActions.FileDeleted, $"file:{file.Shown.Id}");
        }, ct);

    public async ValueTask EndUnlessCarriedAsync(Transaction transaction, long fileN)
    {
        var workspaceN = await transaction.NumberAsync($"""
            select f.workspace_n from files f where f.n = {fileN} and f.deleted_at is null and not exists (
                select 1 from attachments a join messages m on m.n = a.message_n where a.file_n = f.n and m.deleted_at is null)
            """);
        if (workspaceN == 0)
            return;

        var kept = await restoring.OfAsync(workspaceN, CancellationToken.None);
        var now = clock.GetUtcNow();
        await transaction.WriteAsync($"update files set deleted_at = {now}, purge_at = {now + kept} where n = {fileN}");
        if (kept == TimeSpan.Zero)
            transaction.Tell(cleaning);
    }
}
