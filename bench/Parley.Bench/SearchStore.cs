using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Bench;

/// <summary>Many messages in many conversations, with words as rare and as common as those of a language, over a year.</summary>
internal sealed class SearchStore(int conversations) : IAsyncDisposable
{
    private const int People = 200;
    private const long Start = 1_767_225_600_000;   // 2026
    private const long Year = 365L * 86_400_000;

    private static readonly string[] Common =
    [
        "the", "of", "and", "to", "in", "is", "for", "on", "that", "with", "as", "was", "at", "by", "it", "from", "be", "this", "are", "or", "an", "not", "we",
        "have", "has", "but", "can", "will", "if", "which", "running", "house", "meeting", "analytical", "engine", "please", "tomorrow", "budget", "release",
    ];

    private static readonly string[] Chinese = ["我家在上海东边", "明天下午三点开会", "请把文件发给我", "北京的天气很好"];

    private readonly string _directory = Directory.CreateTempSubdirectory("parley-bench-search-").FullName;
    private readonly Random _random = new(7);
    private SqliteDatabase? _database;

    public Database Database => _database!;

    public long Bytes => new FileInfo(Path.Combine(_directory, "parley.db")).Length;

    public Caller All { get; } = new(UserId.New(), 1, WorkspaceId.New(), 1, WorkspaceRole.Member);

    public Caller Few { get; } = new(UserId.New(), 2, WorkspaceId.New(), 1, WorkspaceRole.Member);

    public async Task FillAsync(int messages)
    {
        _database = new SqliteDatabase(Path.Combine(_directory, "parley.db"), NullLogger<SqliteDatabase>.Instance, TimeProvider.System);
        await Database.WriteAsync(PeopleAndPlacesAsync, CancellationToken.None);
        for (var n = 1; n <= messages; n += 5_000)
        {
            var first = n;
            await Database.WriteAsync(async transaction =>
            {
                for (var i = first; i < first + 5_000 && i <= messages; i++)
                    await MessageAsync(transaction, i, messages);
            }, CancellationToken.None);
        }

        await Database.WriteAsync(async transaction =>
        {
            await transaction.WriteAsync($"""
                insert into conversation_heads (conversation_n, last_seq, last_ordinal, last_message_n, last_message_at)
                select conversation_n, max(seq), max(ordinal), max(n), max(created_at) from messages group by conversation_n
                """);
        }, CancellationToken.None);
        Checkpoint();
    }

    public void Checkpoint()
    {
        using var session = new SqliteSession(Path.Combine(_directory, "parley.db"), writes: true);
        session.Execute("pragma wal_checkpoint(truncate)");
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async ValueTask PeopleAndPlacesAsync(Transaction transaction)
    {
        await transaction.WriteAsync($"""
            insert into workspaces (n, id, slug, name, registration, account_types, created_at) values (1, {All.WorkspaceId}, 'main', 'Main', 0, 'member', 0)
            """);
        for (var i = 1; i <= People; i++)
        {
            var (id, name) = (i == 1 ? All.UserId : i == 2 ? Few.UserId : UserId.New(), $"user{i}");
            await transaction.WriteAsync($"""
                insert into users (n, id, workspace_n, username, username_key, display_name, display_key, account_type, role, created_at)
                values ({i}, {id}, 1, {name}, {name}, {name}, {name}, 'member', 0, 0)
                """);
        }

        for (var i = 1; i <= conversations; i++)
        {
            await transaction.WriteAsync($"""
                insert into conversations (n, id, workspace_n, type, title, visibility, member_count, created_by_n, created_at)
                values ({i}, {ConversationId.New()}, 1, 1, {$"room-{i}"}, 0, 1, 1, 0)
                """);
            await transaction.WriteAsync($"insert into members (conversation_n, user_n, role, status, joined_at, read_ordinal) values ({i}, 1, 3, 0, 0, 0)");
            if (i % (conversations / 50) == 3)
                await transaction.WriteAsync($"insert into members (conversation_n, user_n, role, status, joined_at, read_ordinal) values ({i}, 2, 3, 0, 0, 0)");
        }
    }

    private async ValueTask MessageAsync(Transaction transaction, int n, int messages)
    {
        var reactions = _random.Next(20) == 0 ? 1 : 0;
        var reply = _random.Next(10) == 0 && n > 100 ? (long?)(n - _random.Next(1, 100)) : null;
        await transaction.WriteAsync($"""
            insert into messages (id, workspace_n, conversation_n, seq, ordinal, sender_n, type, content, reply_to_n, reaction_count, created_at)
            values ({MessageId.New()}, 1, {(n % conversations) + 1}, {(n / conversations) + 1}, {(n / conversations) + 1}, {_random.Next(1, People + 1)}, 0, {Text()}, {reply},
                {reactions}, {Start + (Year * n / messages)})
            """);
    }

    private string Text()
    {
        if (_random.Next(50) == 0)
            return Chinese[_random.Next(Chinese.Length)] + Chinese[_random.Next(Chinese.Length)];

        var text = new StringBuilder();
        var words = 4 + _random.Next(24);
        for (var i = 0; i < words; i++)
        {
            // Half of a text are a few words; the rest comes out of 200,000, each rarer than the last.
            var word = _random.Next(2) == 0 ? Common[(int)(Common.Length * Math.Pow(_random.NextDouble(), 2))] : $"w{(int)Math.Pow(200_000, _random.NextDouble())}";
            text.Append(i > 0 ? " " : "").Append(word);
        }

        return text.Append(_random.Next(30) == 0 ? " https://docs.example.com/guides/install" : "").ToString();
    }
}
