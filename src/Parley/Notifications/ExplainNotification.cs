using Parley.Access;
using Parley.Conversations.Log;
using Parley.Notifications.Mentions;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Says why a message did or did not notify the caller: asks the same rules as when it was posted, with what is set now.</summary>
public sealed class ExplainNotificationHandler(ConversationAccess access, Database database)
{
    public async Task<NotificationExplanation> HandleAsync(Caller caller, MessageId id, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, id, Permission.Read, ct);
        var notification = await NotificationReader.OfMessageAsync(database, caller.UserN, message.MessageN, ct)
            ?? await NotificationReader.CountingAsync(database, caller.UserN, message.Membership.ConversationN, message.Ordinal, ct);
        if (NeverNotifies(caller, message) is { } never)
            return new(id, false, null, false, null, [never], null);

        var row = (await database.FindAsync($"""
            select m.content, m.created_at, coalesce(r.sender_n, 0), m.extras from messages m left join messages r on r.n = m.reply_to_n
            where m.n = {message.MessageN}
            """, row => new { Text = row.Text(0), At = row.Time(1), AnsweredN = row.Long(2), Extras = row.Enum<MessageExtras>(3) }, ct))!;
        var person = await Recipient.OneAsync(database, message.Membership.ConversationN, caller.UserN) ?? throw new Refusal(Errors.NotFound);
        var isFile = row.Extras.HasFlag(MessageExtras.Attachments) || Occasion.IsFileType(message.Type);
        var occasion = new Occasion(
            message.Membership.Type, message.SenderN, isFile, row.Text, await MentionRows.ReadAsync(database, message.MessageN, ct), row.AnsweredN, row.At);
        var rules = new List<NotificationRule>
        {
            new("message", RuleOutcome.Passed, "It is somebody else's, and not deleted."),
        };

        // Who was online is not kept: whoever was told of it was.
        var isBlocked = await Blocked.IsBlockedAsync(database, caller.UserN, message.SenderN);
        var decision = Rules.ForMessage(occasion, person, isBlocked, isHere: notification?.Type == NotificationType.Mention, rules);
        return new(id, decision.Type is not null, decision.Type, decision.PushFrom is not null, decision.PushFrom, rules, notification);
    }

    private static NotificationRule? NeverNotifies(Caller caller, MessageAccess message) => message switch
    {
        { IsDeleted: true } => new("message", RuleOutcome.Stopped, "It is deleted."),
        { Type: MessageType.System } => new("message", RuleOutcome.Stopped, "The server wrote it."),
        _ when message.SenderN == caller.UserN => new("message", RuleOutcome.Stopped, "You wrote it."),
        _ => null,
    };
}
