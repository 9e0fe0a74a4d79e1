using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Notifications;

/// <summary>Keeps mentions and notifications in step with the log: what happened to a conversation, and whom it concerns.</summary>
internal sealed class NotificationCompanion(
    MessageNotices messages, ErasedNotices erased, ReactionNotices reactions, MemberNotices members, Reading reading) : ILogCompanion
{
    public ValueTask<MessageView> PostedAsync(LogEntry entry, StoredMessage message, MessageView view) =>
        messages.HasNothingToDo(entry, message) ? new(view) : messages.PostedAsync(entry, message, view);

    public ValueTask RewordedAsync(LogEntry entry, StoredMessage message) => messages.RewordedAsync(entry, message);

    public ValueTask ErasedAsync(LogEntry entry, long messageN) => erased.ErasedAsync(entry, messageN);

    public ValueTask ChangedAsync(LogEntry entry, ChangeKind kind, long subjectN, long actorN, string? data) => kind switch
    {
        ChangeKind.ReactionAdded => reactions.AddedAsync(entry, subjectN, actorN, data!),
        ChangeKind.ReactionRemoved => reactions.RemovedAsync(entry, subjectN),
        ChangeKind.ConversationCreated => members.BegunAsync(entry, actorN),
        ChangeKind.MemberJoined => members.JoinedAsync(entry, subjectN, actorN),
        ChangeKind.MemberLeft => members.LeftAsync(entry, subjectN),
        ChangeKind.ConversationDeleted => members.EndedAsync(entry),
        _ => default,
    };

    public async ValueTask ReadAsync(LogEntry entry, long userN, long ordinal, bool moved)
    {
        var read = await reading.UpToAsync(entry.Transaction, entry.ConversationN, userN, ordinal, entry.Now);
        if (moved || read)
            await Badges.TellAsync(entry, userN, hasMentions: !reading.IsKnownRead(entry.Transaction, entry.ConversationN, userN));
    }
}
