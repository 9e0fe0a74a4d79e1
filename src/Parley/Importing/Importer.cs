using Parley.Audit;
using Parley.Files;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Importing;

/// <summary>
/// Takes over what another system had: people, conversations, messages with their files, what repeats what, reactions. Hundreds of rows go
/// into one commit, each with a note of what it was there: so a run that was cut off is run again and goes on, and a second run changes
/// nothing. Nobody is told anything, so no server may run meanwhile.
/// </summary>
internal sealed class Importer(Database database, FilesForImport files, AuditLog audit, TimeProvider clock)
{
    private const int RowsPerCommit = 500;

    /// <summary>Writes everything and completes the source's tally.</summary>
    public async Task RunAsync(WorkspaceRow workspace, ImportSource source, string? media, CancellationToken ct)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var known = new KnownRows(workspace.N, source.System);
        source.Stage.Close();

        var users = await UsersAsync(source, new(workspace, known, now), ct);
        var conversations = await ConversationsAsync(source, new(workspace, known, source.System, users, now), ct);
        var messages = new MessageRun(source, new(workspace, known, users, now), new(files, workspace, source.Stage.Folder, media), users, conversations, known);
        StagedMessage? last = null;
        while (source.Stage.Messages(last, RowsPerCommit) is { Count: > 0 } page)
        {
            last = page[^1];
            await messages.PrepareAsync(database, page, ct);
            source.Tally.Add(await CommitAsync(messages.WriteAsync, ct));
        }

        source.Tally.Add(await CommitAsync(messages.EndAsync, ct));
        foreach (var key in source.Stage.StrayFiles())
            source.Tally.Skipped(ImportKind.File, MessageImport.NotInDump, key);

        await LaterAsync(source, new(known, users, now), ct);
        await NoteAsync(workspace, source, ct);
    }

    private async Task<Dictionary<string, long>> UsersAsync(ImportSource source, UserImport import, CancellationToken ct)
    {
        var users = new Dictionary<string, long>();
        foreach (var some in source.Users.Values.Chunk(RowsPerCommit))
        {
            source.Tally.Add(await CommitAsync(async (transaction, tally) =>
            {
                foreach (var user in some)
                    users[user.Key] = await import.WriteAsync(transaction, user, tally);
            }, ct));
        }

        return users;
    }

    private async Task<Dictionary<string, (long N, string? Why)>> ConversationsAsync(ImportSource source, ConversationImport import, CancellationToken ct)
    {
        var conversations = new Dictionary<string, (long, string?)>();
        foreach (var some in source.Conversations.Values.Chunk(RowsPerCommit))
        {
            source.Tally.Add(await CommitAsync(async (transaction, tally) =>
            {
                foreach (var conversation in some)
                    conversations[conversation.Key] = await import.WriteAsync(transaction, conversation, tally);
            }, ct));
        }

        return conversations;
    }

    private async Task LaterAsync(ImportSource source, LaterImport import, CancellationToken ct)
    {
        var after = "";
        while (source.Stage.Forwards(after, RowsPerCommit) is { Count: > 0 } page)
        {
            after = page[^1].Key;
            source.Tally.Add(await CommitAsync(async (transaction, tally) =>
            {
                foreach (var (key, original) in page)
                    await import.ForwardAsync(transaction, key, original, source.Stage.Has(original), tally);
            }, ct));
        }

        StagedReaction? last = null;
        while (source.Stage.Reactions(last, RowsPerCommit) is { Count: > 0 } page)
        {
            last = page[^1];
            source.Tally.Add(await CommitAsync(async (transaction, tally) =>
            {
                foreach (var (reaction, _) in page)
                    await import.ReactAsync(transaction, reaction, source.Stage.Has(reaction.Message), tally);
            }, ct));
        }
    }

    /// <summary>A run that changed something is noted in the audit log.</summary>
    private async Task NoteAsync(WorkspaceRow workspace, ImportSource source, CancellationToken ct)
    {
        var kinds = source.Tally.Kinds.Where(kind => kind.Value.Imported > 0).ToList();
        if (kinds.Count == 0)
            return;

        await CommitAsync(async (transaction, _) => await audit.NoteAsync(
            transaction, workspace.N, 0, null, AuditActions.ImportMade, $"workspace:{workspace.Id}",
            [("system", source.System), .. kinds.Select(kind => (kind.Key.ToString().ToLowerInvariant(), (string?)kind.Value.Imported.ToString(System.Globalization.CultureInfo.InvariantCulture)))]), ct);
    }

    /// <summary>One commit, and what it counted.</summary>
    private async Task<ImportTally> CommitAsync(Func<Transaction, ImportTally, ValueTask> write, CancellationToken ct)
    {
        var tally = await database.WriteAsync(async transaction =>
        {
            var counted = new ImportTally();   // its own for each try
            await write(transaction, counted);
            return counted;
        }, ct);
        await Task.Yield();   // off the thread that commits
        return tally;
    }
}
