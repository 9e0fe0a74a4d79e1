using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Receipts;

/// <summary>From which message on somebody wants a conversation to count as unread; nothing: from where they have read.</summary>
internal static class UnreadMark
{
    /// <summary>Writes it down and tells the person's own devices.</summary>
    public static async ValueTask SetAsync(LogEntry entry, long userN, long? from)
    {
        await entry.Transaction.WriteAsync(
            $"update members set unread_from = {from} where conversation_n = {entry.ConversationN} and user_n = {userN}");
        if (await ConversationViews.FindMyAsync(entry.Transaction, entry.ConversationN, userN) is { } my)
            entry.Transaction.Tell(new PersonalAnnouncement(userN, new MyConversationUpdated(entry.Conversation, my)));
    }
}
