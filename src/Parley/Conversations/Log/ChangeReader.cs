using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations.Log;

/// <summary>
/// Reads a stretch of a conversation's log as events: what happened, in order, shown as it is now. A message that was edited later
/// comes with its present text, a deleted one without any. Counts are those of the number, so that what follows adds up to the present.
/// </summary>
public sealed class ChangeReader(Database database, MessageViews messages, ConversationViews conversations, UserNumbers users)
{
    /// <summary>Where the log ends; nothing when the conversation has none.</summary>
    public ValueTask<long> LastSeqAsync(long conversationN, CancellationToken ct) =>
        database.NumberAsync($"select last_seq from conversation_heads where conversation_n = {conversationN}", ct);

    /// <summary>At most <paramref name="limit"/> events with numbers above <paramref name="after"/>, without holes, as the reader may see them.</summary>
    public async ValueTask<List<ConversationEvent>> ReadAsync(
        long conversationN, ConversationId id, long after, int limit, Seen seen, CancellationToken ct)
    {
        var upTo = after + limit;
        var changes = await database.QueryAsync($"""
            select seq, kind, subject_n, actor_n, data, at from changes
            where conversation_n = {conversationN} and seq > {after} and seq <= {upTo} order by seq
            """, row => new ChangeRow(row.Long(0), row.Enum<ChangeKind>(1), row.Long(2), row.Long(3), row.TextOrNull(4), row.Time(5)), ct);
        var posted = await messages.ReadAsync(database, id, await MessagesAsync(conversationN, after, upTo, ct), viewerN: null, ct, quotesFor: seen.UserN);

        var events = new List<ConversationEvent>(changes.Count + posted.Count);
        foreach (var change in changes)
            events.Add(Shown(await EventAsync(conversationN, id, change, seen.UserN, ct), seen));

        events.AddRange(posted.Select(message => Shown(new MessagePosted(id, message.Seq, message), seen)));
        events.Sort((a, b) => a.Seq.CompareTo(b.Seq));

        // The two queries may see different commits: keep what is without a hole, the rest is read next time.
        var whole = 0;
        while (whole < events.Count && events[whole].Seq == after + 1 + whole)
            whole++;

        return events[..whole];
    }

    // messages has no index on seq: the last change before a number says how many messages stood before it (see changes.ordinal).
    private async ValueTask<List<MessageRow>> MessagesAsync(long conversationN, long after, long upTo, CancellationToken ct)
    {
        var from = await OrdinalAtAsync(conversationN, after, ct);
        var to = await OrdinalAtAsync(conversationN, upTo, ct);
        return await database.QueryAsync($"""
            select {MessageViews.Columns} from messages m
            where m.conversation_n = {conversationN} and m.ordinal > {from} and m.ordinal <= {to} order by m.ordinal
            """, row => MessageViews.From(row) with { ReplyCount = 0, ReactionCount = 0 }, ct);   // a new message has none yet
    }

    private async ValueTask<long> OrdinalAtAsync(long conversationN, long seq, CancellationToken ct)
    {
        var change = await database.FindAsync($"""
            select seq, ordinal from changes where conversation_n = {conversationN} and seq <= {seq} order by seq desc limit 1
            """, row => new Place(row.Long(0), row.Long(1)), ct);
        return change is null ? seq : change.Ordinal + (seq - change.Seq);
    }

    private static ConversationEvent Shown(ConversationEvent happened, Seen seen) => happened switch
    {
        MessagePosted { Message.Ordinal: var at } when at <= seen.VisibleAfter => new EarlierChanged(happened.ConversationId, happened.Seq),
        MessageUpdated { Message.Ordinal: var at } when at <= seen.VisibleAfter => new EarlierChanged(happened.ConversationId, happened.Seq),
        ConversationCreated { Conversation: { LastMessage.Ordinal: var at } view } created when at <= seen.VisibleAfter =>
            created with { Conversation = view with { LastMessage = null } },
        ConversationUpdated { Conversation: { LastMessage.Ordinal: var at } view } updated when at <= seen.VisibleAfter =>
            updated with { Conversation = view with { LastMessage = null } },
        _ => happened,
    };

    private async ValueTask<ConversationEvent> EventAsync(
        long conversationN, ConversationId id, ChangeRow change, long readerN, CancellationToken ct) =>
        change.Kind switch
        {
            ChangeKind.MessageUpdated or ChangeKind.MessageRestored => new MessageUpdated(
                id, change.Seq, MessageCounts.Apply(change.Data!, await messages.ReadOneAsync(database, id, change.SubjectN, viewerN: null, ct, readerN)),
                change.Kind == ChangeKind.MessageRestored ? true : null),
            ChangeKind.MessageDeleted => new MessageDeleted(
                id, change.Seq, await MessageIdAsync(change.SubjectN, ct), await users.IdAsync(change.ActorN), change.At),
            ChangeKind.ReactionAdded => new ReactionAdded(id, change.Seq, await ReactionAsync(change, ct)),
            ChangeKind.ReactionRemoved => new ReactionRemoved(id, change.Seq, await ReactionAsync(change, ct)),
            ChangeKind.MemberJoined => new MemberJoined(
                id, change.Seq, await users.IdAsync(change.SubjectN), await MemberAsync(conversationN, change.SubjectN, ct),
                MemberChange.Parse(change.Data).MemberCount),
            ChangeKind.MemberLeft => new MemberLeft(
                id, change.Seq, await users.IdAsync(change.SubjectN), MemberChange.Parse(change.Data).Status,
                await users.IdAsync(change.ActorN), MemberChange.Parse(change.Data).MemberCount),
            ChangeKind.MemberUpdated => new MemberUpdated(
                id, change.Seq, await users.IdAsync(change.SubjectN), MemberChange.Parse(change.Data).Role,
                MemberChange.Parse(change.Data).Status, await users.IdAsync(change.ActorN), MemberChange.Parse(change.Data).SilencedUntil),
            ChangeKind.ConversationCreated => new ConversationCreated(
                id, change.Seq, await conversations.ReadSharedAsync(database, conversationN, readerN, ct)),
            ChangeKind.ConversationUpdated => new ConversationUpdated(
                id, change.Seq, await conversations.ReadSharedAsync(database, conversationN, readerN, ct)),
            ChangeKind.ConversationDeleted => new ConversationDeleted(id, change.Seq, await users.IdAsync(change.ActorN)),
            ChangeKind.MessagePinned => new MessagePinned(
                id, change.Seq, await MessageIdAsync(change.SubjectN, ct), await users.IdAsync(change.ActorN), change.At),
            ChangeKind.MessageUnpinned => new MessageUnpinned(
                id, change.Seq, await MessageIdAsync(change.SubjectN, ct), await users.IdAsync(change.ActorN)),
            _ => throw new InvalidOperationException($"Change {change.Kind} is unknown."),
        };

    private async ValueTask<ReactionView> ReactionAsync(ChangeRow change, CancellationToken ct) =>
        new(await MessageIdAsync(change.SubjectN, ct), await users.IdAsync(change.ActorN), change.Data!, change.At);

    private async ValueTask<MemberView> MemberAsync(long conversationN, long userN, CancellationToken ct) =>
        (await MemberRow.FindAsync(database, conversationN, userN, ct))!.View;

    private async ValueTask<MessageId> MessageIdAsync(long messageN, CancellationToken ct) =>
        (await database.FindAsync($"select id from messages where n = {messageN}", row => new Found(row.Id<MessageId>(0)), ct))!.Id;

    private sealed record ChangeRow(long Seq, ChangeKind Kind, long SubjectN, long ActorN, string? Data, DateTimeOffset At);

    private sealed record Place(long Seq, long Ordinal);

    private sealed record Found(MessageId Id);
}

/// <summary>Who reads a log, and the last ordinal that they may not see (0: they may see all).</summary>
public sealed record Seen(long ConversationN, long UserN, long VisibleAfter);
