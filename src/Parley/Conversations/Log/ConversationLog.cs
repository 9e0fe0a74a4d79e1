using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations.Log;

/// <summary>
/// The only place where a conversation moves forward: gives out the next number, stores the change, makes it durable together with
/// whatever else is waiting, and only then tells anyone and returns.
/// </summary>
public sealed class ConversationLog(
    Database database, UserNumbers users, MessageViews views, IEnumerable<ILogCompanion> companions, TimeProvider clock)
{
    private readonly ILogCompanion[] _companions = [.. companions];

    internal UserNumbers Users => users;

    internal MessageViews Views => views;

    internal ReadOnlySpan<ILogCompanion> Companions => _companions;

    /// <summary>
    /// Runs <paramref name="change"/> in the next commit. It may run more than once, so it acts through its entry only. What awaits
    /// this continues on the publishing thread: answer, and do nothing slow.
    /// </summary>
    public Task<T> AppendAsync<T>(Membership where, Func<LogEntry, ValueTask<T>> change, CancellationToken ct) =>
        AppendAsync(where.ConversationN, where.ConversationId, change, ct);

    public Task<T> AppendAsync<T>(long conversationN, ConversationId conversation, Func<LogEntry, ValueTask<T>> change, CancellationToken ct)
    {
        // Milliseconds are what is stored, so that what is told live and what is fetched later are the same.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return database.WriteAsync(transaction => change(new LogEntry(transaction, conversationN, conversation, this, now)), ct);
    }
}
