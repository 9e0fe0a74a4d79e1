using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Drafts;

/// <summary>A draft goes with the message it became, where its sender asks so, and with the membership.</summary>
internal sealed class DraftCompanion : ILogCompanion
{
    public ValueTask<MessageView> PostedAsync(LogEntry entry, StoredMessage message, MessageView view) =>
        message.Draft is { ClearsDraft: true } ? ClearAsync(entry, message, view) : new(view);

    public async ValueTask ChangedAsync(LogEntry entry, ChangeKind kind, long subjectN, long actorN, string? data)
    {
        if (kind == ChangeKind.MemberLeft)
            await DraftRow.DeleteAsync(entry.Transaction, entry.ConversationN, entry.Conversation, subjectN);
        else if (kind == ChangeKind.ConversationDeleted)
            await entry.Transaction.WriteAsync($"delete from drafts where conversation_n = {entry.ConversationN}");   // they hear of the end itself
    }

    private static async ValueTask<MessageView> ClearAsync(LogEntry entry, StoredMessage message, MessageView view)
    {
        await DraftRow.DeleteAsync(entry.Transaction, entry.ConversationN, entry.Conversation, message.SenderN);
        return view;
    }
}
