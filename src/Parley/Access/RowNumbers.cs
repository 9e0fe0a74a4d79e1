using System.Collections.Concurrent;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Access;

/// <summary>
/// What the rows' own numbers name, for dialects whose ids are integers. An id is no right: whoever gets one here asks for what it names
/// like everybody else.
/// </summary>
public sealed class RowNumbers(Database database)
{
    private const int Kept = 200_000;
    private const int PersonBits = 26;

    private readonly ConcurrentDictionary<long, (UserId, UserId)?> _pairs = new();

    /// <exception cref="Refusal"><c>not_found</c>: no conversation of the caller's workspace has it.</exception>
    public async ValueTask<ConversationId> ConversationAsync(Caller caller, long n, CancellationToken ct) =>
        await database.FindAsync(
            $"select id from conversations where n = {n} and workspace_n = {caller.WorkspaceN}", row => new Id<ConversationId>(row.Id<ConversationId>(0)), ct)
            is { } found ? found.Value : throw new Refusal(Errors.NotFound);

    /// <exception cref="Refusal"><c>not_found</c>: no message of the caller's workspace has it.</exception>
    public async ValueTask<MessageId> MessageAsync(Caller caller, long n, CancellationToken ct) =>
        await database.FindAsync(
            $"select id from messages where n = {n} and workspace_n = {caller.WorkspaceN}", row => new Id<MessageId>(row.Id<MessageId>(0)), ct)
            is { } found ? found.Value : throw new Refusal(Errors.NotFound);

    /// <summary>Whether there is such a conversation in any workspace, and how it was begun. Tells who may answer, and nobody outside.</summary>
    public ValueTask<ConversationOrigin?> OriginAsync(ConversationId id) => database.FindAsync(
        $"select origin from conversations where id = {id}", row => new ConversationOrigin(row.TextOrNull(0)));

    /// <summary>The number of a conversation that is known to exist; 0 where it does not.</summary>
    public ValueTask<long> OfConversationAsync(Caller caller, ConversationId id, CancellationToken ct) =>
        database.NumberAsync($"select n from conversations where id = {id} and workspace_n = {caller.WorkspaceN}", ct);

    /// <summary>The number of a message that is known to exist; 0 where it does not.</summary>
    public ValueTask<long> OfMessageAsync(Caller caller, MessageId id, CancellationToken ct) =>
        database.NumberAsync($"select n from messages where id = {id} and workspace_n = {caller.WorkspaceN}", ct);

    /// <summary>One number for a person in a conversation, from which both can be had again; below 2^53 up to 134 million conversations and 67 million accounts.</summary>
    public static long Member(long conversationN, long userN) => (conversationN << PersonBits) | userN;

    /// <summary>What such a number names.</summary>
    public static (long ConversationN, long UserN) Member(long number) => (number >> PersonBits, number & ((1L << PersonBits) - 1));

    /// <summary>
    /// The two of a direct conversation, twice the same where it is with oneself; nothing where it is none. Never changes, so it is remembered;
    /// answers at once, also on the publisher's thread.
    /// </summary>
    public (UserId One, UserId Other)? Pair(long conversationN)
    {
        if (_pairs.TryGetValue(conversationN, out var known))
            return known;

        if (_pairs.Count >= Kept)
            _pairs.Clear();

        var asked = database.QueryAsync($"""
            select u.id from conversations c join members m on m.conversation_n = c.n join users u on u.n = m.user_n
            where c.n = {conversationN} and c.type = {ConversationType.Direct} order by m.user_n
            """, row => row.Id<UserId>(0));
        var people = asked.AtOnce();
        return _pairs[conversationN] = people.Count == 0 ? null : (people[0], people[^1]);
    }

    private sealed record Id<T>(T Value);
}

/// <summary>Through which dialect a conversation was begun; nothing: the own protocol.</summary>
public sealed record ConversationOrigin(string? Origin);
