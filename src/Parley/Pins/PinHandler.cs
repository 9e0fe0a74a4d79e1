using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Pins;

/// <summary>Pins a message for everybody or takes its pin away; repeating changes nothing. Lists what is pinned.</summary>
public sealed class PinHandler(ConversationAccess access, ConversationLog log, Database database, MessageViews views, UserNumbers users)
{
    public async Task<Done> HandleAsync(Caller caller, PinMessage command, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, command.MessageId, Permission.PinMessages, ct);
        return await log.AppendAsync(message.Membership, async entry =>
        {
            var transaction = entry.Transaction;
            if (await transaction.NumberAsync($"select 1 from messages where n = {message.MessageN} and deleted_at is not null") == 1)
                throw new Refusal(Errors.MessageGone);
            if (await transaction.NumberAsync($"select 1 from pins where message_n = {message.MessageN}") == 1)
                return new Done();

            var pinned = await transaction.NumberAsync($"select count(*) from pins where conversation_n = {entry.ConversationN}");
            if (pinned >= Limits.PinsPerConversation)
                throw new Refusal(Errors.TooManyPins);

            await transaction.WriteAsync($"""
                insert into pins (conversation_n, message_n, user_n, pinned_at)
                values ({entry.ConversationN}, {message.MessageN}, {caller.UserN}, {entry.Now})
                """);
            await transaction.WriteAsync($"update messages set extras = extras | {MessageExtras.Pinned} where n = {message.MessageN}");
            var seq = await entry.ChangeAsync(ChangeKind.MessagePinned, message.MessageN, caller.UserN);
            entry.Tell(seq, new MessagePinned(entry.Conversation, seq, message.MessageId, caller.UserId, entry.Now));
            return new Done();
        }, ct);
    }

    public async Task<Done> HandleAsync(Caller caller, UnpinMessage command, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, command.MessageId, Permission.PinMessages, ct);
        return await log.AppendAsync(message.Membership, async entry =>
        {
            if (await entry.Transaction.WriteAsync($"delete from pins where message_n = {message.MessageN}") == 0)
                return new Done();

            await entry.Transaction.WriteAsync($"update messages set extras = extras & {~(int)MessageExtras.Pinned} where n = {message.MessageN}");
            var seq = await entry.ChangeAsync(ChangeKind.MessageUnpinned, message.MessageN, caller.UserN);
            entry.Tell(seq, new MessageUnpinned(entry.Conversation, seq, message.MessageId, caller.UserId));
            return new Done();
        }, ct);
    }

    /// <summary>What is pinned, the newest pin first. There are few, so there is one page.</summary>
    public async Task<Listing<PinView>> ListAsync(Caller caller, ConversationId id, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        var pins = await database.QueryAsync($"""
            select {MessageViews.Columns}, p.user_n, p.pinned_at from pins p join messages m on m.n = p.message_n
            where p.conversation_n = {membership.ConversationN} and m.ordinal > {membership.VisibleAfter} order by p.n desc limit {Limits.PinsPerConversation}
            """, row => (Message: MessageViews.From(row), UserN: row.Long(MessageViews.ColumnCount), At: row.Time(MessageViews.ColumnCount + 1)), ct);
        var messages = await views.ReadAsync(database, id, [.. pins.Select(pin => pin.Message)], caller.UserN, ct);
        var listed = new List<PinView>();
        foreach (var (pin, message) in pins.Zip(messages))
            listed.Add(new PinView(message, await users.IdAsync(pin.UserN), pin.At));

        return new(listed);
    }
}
