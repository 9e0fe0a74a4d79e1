using Parley.Protocol;
using Parley.Storage;

namespace Parley.Importing;

/// <summary>Goes through the staged messages page by page: finds what each needs, then writes the page in one commit.</summary>
internal sealed class MessageRun(
    ImportSource source, MessageImport import, MediaFiles media, IReadOnlyDictionary<string, long> users,
    IReadOnlyDictionary<string, (long N, string? Why)> conversations, KnownRows known)
{
    private readonly Dictionary<long, UserId> _ids = [];
    private List<ArrivedMessage> _page = [];
    private (string Key, Readings Readings)? _present;
    private (string Key, Readings Readings)? _before;

    /// <summary>Outside of any commit: files are copied here, which takes as long as it takes.</summary>
    public async Task PrepareAsync(Database database, IReadOnlyList<StagedMessage> page, CancellationToken ct)
    {
        var arrived = new List<ArrivedMessage>(page.Count);
        foreach (var staged in page)
            arrived.Add(await PrepareAsync(database, staged, ct));

        (_page, _before) = (arrived, _present);
    }

    /// <summary>Writes what was prepared; run again, it writes the same.</summary>
    public async ValueTask WriteAsync(Transaction transaction, ImportTally tally)
    {
        _present = _before;
        foreach (var arrived in _page)
        {
            if (arrived.ConversationN == 0)
            {
                MessageImport.LeaveOut(arrived, conversations.TryGetValue(arrived.Message.Conversation, out var left) && left.Why is { } why ? why
                    : arrived.Message.Conversation.Length == 0 ? "it names no conversation" : "its conversation is not in the dump", tally);
                continue;
            }

            if (_present?.Key != arrived.Message.Conversation)
            {
                await EndAsync(transaction, tally);
                _present = (arrived.Message.Conversation, new(arrived.ConversationN, source.Conversations[arrived.Message.Conversation], users));
            }

            await import.WriteAsync(transaction, arrived, _present.Value.Readings, tally);
        }
    }

    /// <summary>The end of a conversation: how far everybody has read it.</summary>
    public async ValueTask EndAsync(Transaction transaction, ImportTally tally)
    {
        if (_present is { } present)
            await present.Readings.WriteAsync(transaction);
    }

    private async Task<ArrivedMessage> PrepareAsync(Database database, StagedMessage staged, CancellationToken ct)
    {
        var message = staged.Message;
        var conversationN = conversations.TryGetValue(message.Conversation, out var conversation) ? conversation.N : 0;
        var (tally, files) = (new ImportTally(), new List<ArrivedFile>());
        string? missing = null;
        if (staged.HasFiles)
            missing = await FilesAsync(database, message, conversationN, files, tally, ct);

        return new(message, conversationN, files, tally)
        {
            HasReplied = message.ReplyTo is { } replied && source.Stage.Has(replied),
            MissingFile = missing,
        };
    }

    /// <summary>Takes a message's files into the store, unless the message was here before or stays out; returns the name of one that is missing.</summary>
    private async Task<string?> FilesAsync(
        Database database, ImportedMessage message, long conversationN, List<ArrivedFile> files, ImportTally tally, CancellationToken ct)
    {
        var isHere = await known.FindAsync(database, ImportKind.Message, message.Key) > 0;
        var senderN = message.Sender is not null && users.TryGetValue(message.Sender, out var n) ? n : 0;
        string? missing = null;
        foreach (var file in source.Stage.FilesOf(message.Key))
        {
            if (!isHere && conversationN > 0 && senderN > 0 && message.DeletedAt is null)
            {
                if (await media.TakeAsync(file, senderN, await IdAsync(database, senderN), tally, ct) is { } arrived)
                    files.Add(arrived);
                else
                    missing = CleanText.Cut(CleanText.Of(file.Name), Limits.FileNameCharacters);
            }
            else if (!file.IsMade)
            {
                await CountAsync(database, file, isHere, message, tally);
            }
        }

        return missing;
    }

    private async Task CountAsync(Database database, ImportedFile file, bool isHere, ImportedMessage message, ImportTally tally)
    {
        if (isHere && await known.FindAsync(database, ImportKind.File, file.Key) > 0)
            tally.Already(ImportKind.File);
        else
            tally.Skipped(ImportKind.File, message.DeletedAt is not null ? "of a message that was deleted"
                : isHere ? "its message came without it in an earlier run" : "of a message that is left out", file.Key);
    }

    private async ValueTask<UserId> IdAsync(Database database, long userN)
    {
        if (!_ids.TryGetValue(userN, out var id))
            _ids[userN] = id = (await database.QueryAsync($"select id from users where n = {userN}", row => row.Id<UserId>(0)))[0];

        return id;
    }
}
