using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Saved;

/// <summary>Keeps messages at hand for oneself. What one may no longer read stays saved and is not shown.</summary>
public sealed class SavedHandler(ConversationAccess access, Database database, MessageViews views, TimeProvider clock)
{
    public async Task SaveAsync(Caller caller, MessageId id, string? note, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, id, Permission.Read, ct);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        await database.WriteAsync(async transaction =>
        {
            // A deleted one that is saved keeps its place, so that the note on it can still be changed.
            var gone = message.IsDeleted && await transaction.NumberAsync(
                $"select 1 from saved_messages where user_n = {caller.UserN} and message_n = {message.MessageN}") == 0;
            if (gone)
                throw new Refusal(Errors.MessageGone);

            await transaction.WriteAsync($"""
                insert into saved_messages (user_n, message_n, note, saved_at) values ({caller.UserN}, {message.MessageN}, {Text(note)}, {now})
                on conflict (user_n, message_n) do update set note = excluded.note
                """);
            var saved = (await transaction.FindAsync($"""
                select note, saved_at from saved_messages where user_n = {caller.UserN} and message_n = {message.MessageN}
                """, row => new MessageSaved(message.Membership.ConversationId, id, row.TextOrNull(0), row.Time(1))))!;
            transaction.Tell(new PersonalAnnouncement(caller.UserN, saved));
        }, ct);
    }

    /// <summary>Also of a message that one may no longer read: nothing is told of it.</summary>
    public Task UnsaveAsync(Caller caller, MessageId id, CancellationToken ct) => database.WriteAsync(async transaction =>
    {
        var removed = await transaction.WriteAsync($"""
            delete from saved_messages where user_n = {caller.UserN}
                and message_n = (select n from messages where id = {id} and workspace_n = {caller.WorkspaceN})
            """);
        if (removed > 0)
            transaction.Tell(new PersonalAnnouncement(caller.UserN, new MessageUnsaved(id)));
    }, ct);

    /// <summary>What one saved and may read, the latest first.</summary>
    public async Task<Listing<SavedView>> ListAsync(Caller caller, string? cursor, int? limit, CancellationToken ct)
    {
        var size = PageSize.Checked(limit);
        var found = await database.QueryAsync($"""
            select {MessageViews.Columns}, s.n, s.note, s.saved_at, c.id from saved_messages s
            join messages m on m.n = s.message_n
            join conversations c on c.n = m.conversation_n and c.deleted_at is null
            join members b on b.conversation_n = m.conversation_n and b.user_n = s.user_n and b.status = {MemberStatus.Active}
                and m.ordinal > case when c.history = {HistoryVisibility.FromJoin} then b.visible_after else 0 end
            where s.user_n = {caller.UserN} and s.n < {PageSize.Position(cursor) ?? long.MaxValue} order by s.n desc limit {size + 1}
            """, row => new Saved(
                MessageViews.From(row), row.Long(MessageViews.ColumnCount), row.TextOrNull(MessageViews.ColumnCount + 1),
                row.Time(MessageViews.ColumnCount + 2), row.Id<ConversationId>(MessageViews.ColumnCount + 3)), ct);
        var items = new List<SavedView>();
        foreach (var saved in found.Take(size))
            items.Add(new((await views.ReadAsync(database, saved.Conversation, [saved.Message], caller.UserN, ct))[0], saved.Note, saved.At));

        return new(items, found.Count > size ? PageSize.Cursor(found[size - 1].N) : null);
    }

    private static string? Text(string? note) => string.IsNullOrWhiteSpace(note) ? null : note;

    private sealed record Saved(MessageRow Message, long N, string? Note, DateTimeOffset At, ConversationId Conversation);
}
