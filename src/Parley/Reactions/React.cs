using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Reactions;

/// <summary>Puts an emoji under a message or takes it back: once per person and emoji, repeating changes nothing.</summary>
public sealed class ReactHandler(ConversationAccess access, ConversationLog log, Database database)
{
    public async Task<Done> HandleAsync(Caller caller, AddReaction command, CancellationToken ct)
    {
        var message = await RequireAsync(caller, command.MessageId, command.Emoji, ct);
        return await log.AppendAsync(message.Membership, async entry =>
        {
            var transaction = entry.Transaction;
            if (await transaction.NumberAsync($"select 1 from messages where n = {message.MessageN} and deleted_at is not null") == 1)
                throw new Refusal(Errors.MessageGone);

            var different = await transaction.NumberAsync($"""
                select count(distinct emoji) from reactions where message_n = {message.MessageN} and emoji <> {command.Emoji}
                """);
            if (different >= Limits.EmojiPerMessage)
                throw new Refusal(Errors.TooManyReactions);

            var added = await transaction.WriteAsync($"""
                insert into reactions (message_n, user_n, emoji, created_at)
                values ({message.MessageN}, {caller.UserN}, {command.Emoji}, {entry.Now}) on conflict do nothing
                """);
            if (added == 0)
                return new Done();

            await transaction.WriteAsync($"update messages set reaction_count = reaction_count + 1 where n = {message.MessageN}");
            var seq = await entry.ChangeAsync(ChangeKind.ReactionAdded, message.MessageN, caller.UserN, command.Emoji);
            entry.Tell(seq, new ReactionAdded(
                entry.Conversation, seq, new ReactionView(message.MessageId, caller.UserId, command.Emoji, entry.Now)));
            return new Done();
        }, ct);
    }

    public async Task<Done> HandleAsync(Caller caller, RemoveReaction command, CancellationToken ct)
    {
        var message = await RequireAsync(caller, command.MessageId, command.Emoji, ct);
        return await log.AppendAsync(message.Membership, async entry =>
        {
            var removed = await entry.Transaction.WriteAsync($"""
                delete from reactions where message_n = {message.MessageN} and user_n = {caller.UserN} and emoji = {command.Emoji}
                """);
            if (removed == 0)
                return new Done();

            await entry.Transaction.WriteAsync($"update messages set reaction_count = reaction_count - 1 where n = {message.MessageN}");
            var seq = await entry.ChangeAsync(ChangeKind.ReactionRemoved, message.MessageN, caller.UserN, command.Emoji);
            entry.Tell(seq, new ReactionRemoved(
                entry.Conversation, seq, new ReactionView(message.MessageId, caller.UserId, command.Emoji, entry.Now)));
            return new Done();
        }, ct);
    }

    /// <summary>Who reacted with what, oldest first.</summary>
    public async Task<Listing<ReactionView>> ListAsync(Caller caller, MessageId id, string? cursor, int? limit, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, id, Permission.Read, ct);
        var size = PageSize.Checked(limit);
        var found = await database.QueryAsync($"""
            select r.n, u.id, r.emoji, r.created_at from reactions r join users u on u.n = r.user_n
            where r.message_n = {message.MessageN} and r.n > {PageSize.Position(cursor) ?? 0} order by r.n limit {size + 1}
            """, row => (N: row.Long(0), View: new ReactionView(id, row.Id<UserId>(1), row.Text(2), row.Time(3))), ct);
        return new([.. found.Take(size).Select(f => f.View)], found.Count > size ? PageSize.Cursor(found[size - 1].N) : null);
    }

    private ValueTask<MessageAccess> RequireAsync(Caller caller, MessageId id, string emoji, CancellationToken ct) =>
        emoji.Length is 0 or > Limits.EmojiCharacters || emoji.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? throw new Refusal(Errors.ValidationFailed, "An emoji has no spaces and at most 64 characters.")
            : access.RequireMessageAsync(caller, id, Permission.React, ct);
}
