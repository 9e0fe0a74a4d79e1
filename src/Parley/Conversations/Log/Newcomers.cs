using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Conversations.Log;

/// <summary>
/// In a conversation that shows its past only to those who were there: who came too late for a message, and what they are told instead of
/// what others are told of it.
/// </summary>
internal static class Newcomers
{
    /// <summary>What an event that carries a message, and perhaps a quote of an earlier one, is for those who came after either.</summary>
    public static async ValueTask<IReadOnlyList<InsteadFor>> InsteadAsync<TEvent>(
        Queries queries, long conversationN, TEvent happened, MessageView message, long? quotedOrdinal, Func<MessageView, TEvent> with)
        where TEvent : ConversationEvent
    {
        var quoteless = quotedOrdinal is { } quoted ? await OfAsync(queries, conversationN, quoted) : [];
        var blind = await OfAsync(queries, conversationN, message.Ordinal);
        return (blind.Count, quoteless.Count) switch
        {
            (0, 0) => [],
            (0, _) => [new(quoteless, with(message with { Quote = MessageViews.Hidden(message.Quote!) }))],
            (_, 0) => [new(blind, new EarlierChanged(happened.ConversationId, happened.Seq))],
            _ =>
            [
                new(blind, new EarlierChanged(happened.ConversationId, happened.Seq)),
                new(quoteless, with(message with { Quote = MessageViews.Hidden(message.Quote!) })),
            ],
        };
    }

    /// <summary>What an event that carries a whole conversation is for those who may not see its last message.</summary>
    public static async ValueTask<IReadOnlyList<InsteadFor>> InsteadAsync(
        Queries queries, long conversationN, ConversationView view, Func<ConversationView, ConversationEvent> with)
    {
        var blind = view.LastMessage is { } last ? await OfAsync(queries, conversationN, last.Ordinal) : [];
        return blind.Count == 0 ? [] : [new(blind, with(view with { LastMessage = null }))];
    }

    private static async ValueTask<HashSet<long>> OfAsync(Queries queries, long conversationN, long ordinal) =>
        [.. await queries.QueryAsync($"""
            select m.user_n from conversations c join members m on m.conversation_n = c.n
            where c.n = {conversationN} and c.history = {HistoryVisibility.FromJoin} and m.status = {MemberStatus.Active}
                and m.visible_after >= {ordinal}
            """, row => row.Long(0))];
}
