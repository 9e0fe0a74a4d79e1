using System.Globalization;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Importing;

/// <summary>
/// A database beside the real one, in a temporary directory, where a dump's messages wait until all of it has been read: a dump is
/// in the order of ids, and what is written must be in the order of time.
/// </summary>
internal sealed class ImportStage : IDisposable
{
    private const char Between = '\u001f';

    private readonly SqliteSession _session;
    private long _arrived;

    public ImportStage()
    {
        SqliteLibrary.Load();
        Folder = Directory.CreateTempSubdirectory("parley-import-").FullName;
        _session = new SqliteSession(Path.Combine(Folder, "stage.db"), writes: true);

        // It is thrown away whatever happens, so nothing of it need survive.
        _session.Execute("""
            pragma journal_mode = off; pragma synchronous = off; pragma temp_store = file; pragma cache_size = -65536; pragma locking_mode = exclusive;
            create table messages (key text primary key, id blob, conversation text not null, at int not null, turn int not null, sender text, type int not null,
                content text not null, reply_to text, forward_from text, edited_at int, deleted_at int, read_by text, files int not null default 0) without rowid;
            create table files (key text primary key, message text not null, path text not null, name text not null, made int not null, turn int not null) without rowid;
            create table reactions (key text primary key, message text not null, person text not null, emoji text not null, at int not null, turn int not null) without rowid;
            begin;
            """);
    }

    /// <summary>Gone with the stage.</summary>
    public string Folder { get; }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>False when the key was there. A text too long for a message is cut, and the whole of it becomes a file of the message.</summary>
    public bool Add(ImportedMessage message, ImportTally tally)
    {
        var content = CleanText.Of(message.Content);
        var isLong = content.Length > Limits.MessageCharacters;
        var readBy = message.ReadBy.Count == 0 ? null : string.Join(Between, message.ReadBy);
        var added = _session.Prepared($"""
            insert into messages (key, id, conversation, at, turn, sender, type, content, reply_to, forward_from, edited_at, deleted_at, read_by)
            values ({message.Key}, {message.Id}, {message.Conversation}, {Place(message.At)}, {Turn(message.Key)}, {message.Sender}, {message.Type},
                {CleanText.Cut(content, Limits.MessageCharacters)}, {message.ReplyTo}, {message.ForwardFrom}, {message.EditedAt}, {message.DeletedAt}, {readBy})
            on conflict do nothing
            """) == 1;
        if (!added)
            return false;
        if (content != message.Content)
            tally.Changed(ImportKind.Message, "what is no Unicode, and NUL, was taken out of the text", message.Key);
        if (!isLong || message.DeletedAt is not null)
            return true;

        tally.Changed(ImportKind.Message, $"longer than {Limits.MessageCharacters} characters: the text is cut, the whole of it is attached as text.txt", message.Key);
        var path = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"text-{_arrived}.txt"));
        File.WriteAllText(path, content);
        Add(new ImportedFile($"text of {message.Key}", message.Key, path, "text.txt") { IsMade = true });
        return true;
    }

    public bool Add(ImportedFile file) => _session.Prepared($"""
        insert into files (key, message, path, name, made, turn) values ({file.Key}, {file.Message}, {file.Path}, {file.Name}, {file.IsMade}, {Turn(file.Key)})
        on conflict do nothing
        """) == 1;

    public bool Add(ImportedReaction reaction) => _session.Prepared($"""
        insert into reactions (key, message, person, emoji, at, turn)
        values ({reaction.Key}, {reaction.Message}, {reaction.User}, {reaction.Emoji}, {Place(reaction.At)}, {Turn(reaction.Key)}) on conflict do nothing
        """) == 1;

    /// <summary>Everything has been added: from now on it is read.</summary>
    public void Close() => _session.Execute("""
        commit;
        create index reactions_order on reactions (at, turn, key);
        create index messages_order on messages (conversation, at, turn, key);
        create index files_message on files (message, turn);
        update messages set files = 1 where key in (select message from files);
        """);

    /// <summary>The next messages, conversation by conversation in the order of time.</summary>
    public List<StagedMessage> Messages(StagedMessage? after, int limit) => _session.Query($"""
        select key, id, conversation, at, turn, sender, type, content, reply_to, forward_from, edited_at, deleted_at, read_by, files from messages
        where (conversation, at, turn, key) > ({after?.Message.Conversation ?? ""}, {after?.Place.At ?? -1}, {after?.Place.Turn ?? -1}, {after?.Message.Key ?? ""})
        order by conversation, at, turn, key limit {limit}
        """, row => new StagedMessage(
            new ImportedMessage(row.Text(0), row.Text(2), row.TextOrNull(5), row.Text(7))
            {
                Id = row.IsNull(1) ? null : row.Guid(1), At = row.Long(3) == 0 ? null : row.Time(3), Type = row.Enum<MessageType>(6), ReplyTo = row.TextOrNull(8),
                ForwardFrom = row.TextOrNull(9), EditedAt = row.TimeOrNull(10), DeletedAt = row.TimeOrNull(11),
                ReadBy = row.TextOrNull(12)?.Split(Between) ?? [],
            }, (row.Long(3), row.Long(4)), row.Bool(13)));

    public List<ImportedFile> FilesOf(string message) => _session.Query(
        $"select key, path, name, made from files where message = {message} order by turn, key",
        row => new ImportedFile(row.Text(0), message, row.Text(1), row.Text(2)) { IsMade = row.Bool(3) });

    /// <summary>Keys of files whose message is not in the dump.</summary>
    public List<string> StrayFiles() => _session.Query(
        $"select key from files where not exists (select 1 from messages m where m.key = files.message)", row => row.Text(0));

    /// <summary>Messages that repeat another, by key.</summary>
    public List<(string Key, string Source)> Forwards(string after, int limit) => _session.Query(
        $"select key, forward_from from messages where forward_from is not null and key > {after} order by key limit {limit}",
        row => (row.Text(0), row.Text(1)));

    /// <summary>The next reactions in the order of time.</summary>
    public List<StagedReaction> Reactions(StagedReaction? after, int limit) => _session.Query($"""
        select key, message, person, emoji, at, turn from reactions
        where (at, turn, key) > ({after?.Place.At ?? -1}, {after?.Place.Turn ?? -1}, {after?.Reaction.Key ?? ""}) order by at, turn, key limit {limit}
        """, row => new StagedReaction(
            new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Long(4) == 0 ? null : row.Time(4)), (row.Long(4), row.Long(5))));

    /// <summary>Whether the dump has such a message, whatever becomes of it.</summary>
    public bool Has(string message) => _session.TryFind($"select 1 from messages where key = {message}", row => row.Long(0), out _);

    // Without a time it comes first.
    private static long Place(DateTimeOffset? at) => at is { } time ? Math.Max(1, time.ToUnixTimeMilliseconds()) : 0;

    // What stands at the same millisecond stays in the order of integer ids, or as it came.
    private long Turn(string key)
    {
        _arrived++;
        return long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : _arrived;
    }
}

/// <summary>A staged message, where it stands in the order, and whether it has files.</summary>
internal sealed record StagedMessage(ImportedMessage Message, (long At, long Turn) Place, bool HasFiles);

/// <summary>A staged reaction, and where it stands in the order.</summary>
internal sealed record StagedReaction(ImportedReaction Reaction, (long At, long Turn) Place);
