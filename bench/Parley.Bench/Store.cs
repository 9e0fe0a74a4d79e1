using Microsoft.Extensions.Logging.Abstractions;
using Parley.Access;
using Parley.Conversations.Log;
using Parley.Notifications;
using Parley.Notifications.Mentions;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Bench;

/// <summary>A database of the real schema in a directory of its own, with people and conversations in it.</summary>
internal sealed class Store : IAsyncDisposable
{
    public const int Conversations = 500;

    private readonly string _directory = Directory.CreateTempSubdirectory("parley-bench-").FullName;

    public Store(bool notifies = false)
    {
        Database = new SqliteDatabase(Path.Combine(_directory, "parley.db"), NullLogger<SqliteDatabase>.Instance, TimeProvider.System);
        Numbers = new UserNumbers(Database);
        Log = new ConversationLog(Database, Numbers, new MessageViews(Numbers), notifies ? [Notifications()] : [], TimeProvider.System);
    }

    public Database Database { get; }

    public UserNumbers Numbers { get; }

    public ConversationLog Log { get; }

    public ConversationId[] Ids { get; } = [.. Enumerable.Range(0, Conversations).Select(_ => ConversationId.New())];

    public UserId Ada { get; } = UserId.New();

    public async Task FillAsync()
    {
        await Database.WriteAsync(async transaction =>
        {
            await transaction.WriteAsync($"""
                insert into workspaces (n, id, slug, name, registration, account_types, created_at) values (1, {WorkspaceId.New()}, 'main', 'Main', 0, 'member', 0)
                """);
            await transaction.WriteAsync($"""
                insert into users (n, id, workspace_n, username, username_key, display_name, display_key, account_type, role, created_at)
                values (1, {Ada}, 1, 'ada', 'ada', 'Ada', 'ada', 'member', 0, 0)
                """);
            for (var i = 0; i < Conversations; i++)
            {
                await transaction.WriteAsync($"""
                    insert into conversations (n, id, workspace_n, type, visibility, member_count, created_by_n, created_at)
                    values ({i + 1}, {Ids[i]}, 1, 1, 0, 1, 1, 0)
                    """);
                await transaction.WriteAsync($"""
                    insert into members (conversation_n, user_n, role, status, joined_at, read_ordinal) values ({i + 1}, 1, 3, 0, 0, 0)
                    """);
            }
        }, CancellationToken.None);
    }

    public Task<MessageView> PostAsync(int conversation, string text) => Log.AppendAsync(
        conversation + 1, Ids[conversation], entry => entry.PostAsync(new NewMessage(MessageId.New(), 1, 1, MessageType.Text, text)),
        CancellationToken.None);

    private NotificationCompanion Notifications()
    {
        var deliveries = new Deliveries(new Switchboard(), []);
        var (reading, watchers) = (new Reading(deliveries), new Watchers());
        var notifier = new Notifier(reading, deliveries);
        return new NotificationCompanion(
            new MessageNotices(new MentionFinder(new WorkspaceDirectory(Database)), watchers, reading, notifier, deliveries), new ErasedNotices(reading),
            new ReactionNotices(reading, notifier), new MemberNotices(watchers, reading, notifier), reading);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
