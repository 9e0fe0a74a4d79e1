using System.Text.Json;
using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Messages;

/// <summary>Reads messages: pages by ordinal, one by id, its replies, its earlier wordings.</summary>
public sealed class ReadMessagesHandler(
    ConversationAccess access, Database database, MessageViews views, NewestPages newest, ConversationViews conversations)
{
    /// <summary>The newest page as the bytes of its JSON: the one that everybody asks for who opens a conversation or comes back.</summary>
    public async ValueTask<byte[]> NewestAsync(Caller caller, ConversationId conversation, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, conversation, Permission.Read, ct);
        var isShared = membership.VisibleAfter == 0;   // who sees only a part gets a page of their own
        if (isShared && newest.Find(membership.ConversationN) is { } known)
            return known;

        var changes = newest.Changes(membership.ConversationN);
        var page = await PageAsync(caller, conversation, null, null, null, null, ct);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(page, WireJson.Wire.MessagePage);
        if (isShared && page.Items.All(m => m.Reactions.Count == 0))   // which of them are mine differs from person to person
            newest.Keep(membership.ConversationN, bytes, changes);

        return bytes;
    }

    /// <summary>A page before, after or around an ordinal; the newest when none is named.</summary>
    public async Task<MessagePage> PageAsync(
        Caller caller, ConversationId conversation, long? before, long? after, long? around, int? limit, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, conversation, Permission.Read, ct);
        var size = PageSize.Checked(limit);
        if (new[] { before, after, around }.Count(x => x is not null) > 1)
            throw new Refusal(Errors.ValidationFailed, "Name one of before, after and around.");

        return await database.SnapshotAsync(queries => PageAsync(queries, caller, membership, before, after, around, size, ct));
    }

    // All of it of one commit, so that `last_seq` says exactly which changes the page has.
    private async ValueTask<MessagePage> PageAsync(
        Queries queries, Caller caller, Membership membership, long? before, long? after, long? around, int size, CancellationToken ct)
    {
        var hidden = membership.VisibleAfter;
        List<MessageRow> rows;
        bool moreBefore, moreAfter;
        if (after is { } low)
        {
            rows = await ForwardAsync(queries, membership.ConversationN, Math.Max(low, hidden), size + 1, ct);
            moreAfter = rows.Count > size;
            rows = moreAfter ? rows[..size] : rows;
            moreBefore = rows.Count > 0 ? rows[0].Ordinal > hidden + 1 : low > hidden && await AnyFromAsync(queries, membership.ConversationN, hidden + 1, ct);
        }
        else if (around is { } middle)
        {
            var older = await BackwardAsync(queries, membership.ConversationN, hidden, middle, (size / 2) + 1, ct);
            var newer = await ForwardAsync(queries, membership.ConversationN, Math.Max(middle - 1, hidden), size - (size / 2) + 1, ct);
            moreBefore = older.Count > size / 2;
            moreAfter = newer.Count > size - (size / 2);
            rows = [.. older.Take(size / 2).Reverse(), .. newer.Take(size - (size / 2))];
        }
        else
        {
            var high = before ?? long.MaxValue;
            rows = await BackwardAsync(queries, membership.ConversationN, hidden, high, size + 1, ct);
            moreBefore = rows.Count > size;
            rows = [.. rows.Take(size).Reverse()];
            moreAfter = before is not null && await AnyFromAsync(queries, membership.ConversationN, Math.Max(high, hidden + 1), ct);
        }

        var items = await views.ReadAsync(queries, membership.ConversationId, rows, caller.UserN, ct);
        return new MessagePage(items, moreBefore, moreAfter, await LastSeqAsync(queries, membership.ConversationN, ct));
    }

    /// <summary>The page around the first message that was written at a time or after it.</summary>
    public async Task<MessagePage> PageAsync(Caller caller, ConversationId conversation, DateTimeOffset time, int? limit, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, conversation, Permission.Read, ct);
        var ordinal = await TimeLine.FirstFromAsync(database, membership.ConversationN, time, ct);
        return await PageAsync(caller, conversation, null, null, ordinal, limit, ct);
    }

    /// <summary>Where a message stands: its conversation and the page around it.</summary>
    public async Task<MessageContext> ContextAsync(Caller caller, MessageId id, int? limit, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, id, Permission.Read, ct);
        var conversation = await conversations.ReadMineAsync(database, message.Membership.ConversationN, caller.UserN, ct)
            ?? throw new Refusal(Errors.NotFound);   // left meanwhile
        return new(id, message.Ordinal, conversation, await PageAsync(caller, conversation.Id, null, null, message.Ordinal, limit, ct));
    }

    public async Task<MessageView> OneAsync(Caller caller, MessageId id, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, id, Permission.Read, ct);
        return await views.ReadOneAsync(database, message.Membership.ConversationId, message.MessageN, caller.UserN, ct);
    }

    /// <summary>The replies to a message, oldest first.</summary>
    public async Task<Listing<MessageView>> RepliesAsync(Caller caller, MessageId id, long? after, int? limit, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, id, Permission.Read, ct);
        var size = PageSize.Checked(limit);
        return await database.SnapshotAsync(async queries =>
        {
            var rows = await queries.QueryAsync($"""
                select {MessageViews.Columns} from messages m where m.reply_to_n = {message.MessageN} and m.ordinal > {after ?? 0}
                order by m.ordinal limit {size + 1}
                """, MessageViews.From, ct);
            var next = rows.Count > size ? PageSize.Cursor(rows[size - 1].Ordinal) : null;
            var items = await views.ReadAsync(
                queries, message.Membership.ConversationId, rows.Count > size ? rows[..size] : rows, caller.UserN, ct);
            return new Listing<MessageView>(items, next, await LastSeqAsync(queries, message.Membership.ConversationN, ct));
        });
    }

    /// <summary>What the message said before its edits, oldest first; empty once it is deleted.</summary>
    public async Task<Listing<MessageEditView>> EditsAsync(Caller caller, MessageId id, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, id, Permission.Read, ct);
        return new(await database.QueryAsync($"""
            select e.content, u.id, e.replaced_at from message_edits e join users u on u.n = e.editor_n
            where e.message_n = {message.MessageN} order by e.n
            """, row => new MessageEditView(row.Text(0), row.Id<UserId>(1), row.Time(2)), ct));
    }

    private static ValueTask<List<MessageRow>> ForwardAsync(Queries queries, long conversationN, long after, int limit, CancellationToken ct) =>
        queries.QueryAsync($"""
            select {MessageViews.Columns} from messages m where m.conversation_n = {conversationN} and m.ordinal > {after}
            order by m.ordinal limit {limit}
            """, MessageViews.From, ct);

    private static ValueTask<List<MessageRow>> BackwardAsync(Queries queries, long conversationN, long hidden, long before, int limit, CancellationToken ct) =>
        queries.QueryAsync($"""
            select {MessageViews.Columns} from messages m where m.conversation_n = {conversationN} and m.ordinal > {hidden} and m.ordinal < {before}
            order by m.ordinal desc limit {limit}
            """, MessageViews.From, ct);

    private static async ValueTask<bool> AnyFromAsync(Queries queries, long conversationN, long ordinal, CancellationToken ct) =>
        await queries.NumberAsync(
            $"select 1 from messages where conversation_n = {conversationN} and ordinal >= {ordinal} limit 1", ct) == 1;

    private static ValueTask<long> LastSeqAsync(Queries queries, long conversationN, CancellationToken ct) =>
        queries.NumberAsync($"select last_seq from conversation_heads where conversation_n = {conversationN}", ct);
}
