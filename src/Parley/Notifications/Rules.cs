using Parley.Protocol;

namespace Parley.Notifications;

/// <summary>What the rules say for one person. No type: it does not notify. No time: it is not pushed.</summary>
internal readonly record struct Decision(NotificationType? Type, DateTimeOffset? PushFrom)
{
    public static Decision None => default;
}

/// <summary>
/// The rules, in order; the first that stops decides. The same ones decide when a message is posted and explain it afterwards: whoever
/// wants to know why hands in a list.
/// </summary>
internal static class Rules
{
    public static Decision ForMessage(Occasion occasion, Recipient person, bool isBlocked, bool isHere, List<NotificationRule>? told = null)
    {
        if (isBlocked)
            return Stop(told, "blocked", "You have blocked its author, or they have blocked you.");

        told?.Add(new("blocked", RuleOutcome.Passed, "There is no block between you and its author."));
        var level = person.LevelIn(occasion.Conversation);
        if (level == NotificationLevel.Nothing)
            return Stop(told, "level", "You want no notifications from this conversation.");

        told?.Add(new("level", RuleOutcome.Passed, person.Level is null ? $"As for all of its kind: {Word(level)}." : $"Set for this conversation: {Word(level)}."));
        return Reason(occasion, person, level, isHere, told) is { } type
            ? Deliver(type, person, occasion.At, told)
            : Stop(told, "reason", "It does not name you, holds none of your keywords and does not answer you.");
    }

    public static Decision ForReaction(ConversationType conversation, Recipient author, bool isBlocked, DateTimeOffset at)
    {
        // An emoji is seen when one looks; it is not worth a sound.
        return isBlocked || !author.Settings.Reactions || author.LevelIn(conversation) == NotificationLevel.Nothing
            ? Decision.None
            : Deliver(NotificationType.Reaction, author, at, null) with { PushFrom = null };
    }

    public static Decision ForBeingAdded(Recipient person, bool isBlocked, DateTimeOffset at) =>
        isBlocked || !person.Settings.Added ? Decision.None : Deliver(NotificationType.Added, person, at, null);

    private static NotificationType? Reason(
        Occasion occasion, Recipient person, NotificationLevel level, bool isHere, List<NotificationRule>? told)
    {
        if (occasion.Mentioned.Names(person.UserN))
            return Notify(told, "mention", "It names you.", NotificationType.Mention);

        told?.Add(new("mention", RuleOutcome.Passed, "It does not name you."));
        if (occasion.Mentioned.Crowd is { } crowd)
        {
            var isMeant = crowd == CrowdMention.All || isHere;
            if (isMeant && person.Settings.CrowdMentions)
                return Notify(told, "mention_all", crowd == CrowdMention.All ? "It names everybody." : "It names whoever was online.", NotificationType.Mention);

            told?.Add(new("mention_all", RuleOutcome.Passed, isMeant ? "It names everybody, which you do not want to be told of." : "It names whoever was online; you were not."));
        }

        if (occasion.FirstOf(person.Settings.Keywords) is { } keyword)
            return Notify(told, "keyword", $"It holds your keyword \"{keyword}\".", NotificationType.Mention);
        if (person.Settings.Keywords.Count > 0)
            told?.Add(new("keyword", RuleOutcome.Passed, "It holds none of your keywords."));

        if (occasion.AnsweredN == person.UserN)
        {
            if (person.Settings.Replies)
                return Notify(told, "reply", "It answers a message of yours.", NotificationType.Reply);

            told?.Add(new("reply", RuleOutcome.Passed, "It answers a message of yours, which you do not want to be told of."));
        }

        return level != NotificationLevel.All ? null
            : Notify(told, "every_message", "You want to hear of every message here.", occasion.IsFile ? NotificationType.File : NotificationType.Message);
    }

    private static Decision Deliver(NotificationType type, Recipient person, DateTimeOffset at, List<NotificationRule>? told)
    {
        if (person.IsMuted(at))
        {
            if (type is NotificationType.Message or NotificationType.File)
                return Stop(told, "muted", "The conversation was muted.");
            if (!person.Settings.MentionsWhenMuted)
                return Stop(told, "muted", "The conversation was muted, and you want no mentions from muted ones.");

            told?.Add(new("muted", RuleOutcome.NotPushed, "The conversation was muted: listed and counted, and not pushed."));
            return new(type, null);
        }

        told?.Add(new("muted", RuleOutcome.Passed, "The conversation was not muted."));
        if (!person.Settings.Push)
        {
            told?.Add(new("push", RuleOutcome.NotPushed, "You have switched pushes off."));
            return new(type, null);
        }

        told?.Add(new("push", RuleOutcome.Passed, "Pushes are on."));
        var from = QuietTimes.FirstAfter(person.Settings, at);
        told?.Add(
            from is null ? new("quiet_hours", RuleOutcome.NotPushed, "Your quiet hours never end.")
            : from > at ? new("quiet_hours", RuleOutcome.Delayed, "It was in your quiet hours, or you were not to be disturbed: pushed when they end.")
            : new("quiet_hours", RuleOutcome.Passed, "It was outside your quiet hours."));
        return new(type, from);
    }

    private static NotificationType Notify(List<NotificationRule>? told, string rule, string why, NotificationType type)
    {
        told?.Add(new(rule, RuleOutcome.Notifies, why));
        return type;
    }

    private static Decision Stop(List<NotificationRule>? told, string rule, string why)
    {
        told?.Add(new(rule, RuleOutcome.Stopped, why));
        return Decision.None;
    }

    private static string Word(NotificationLevel level) => level switch
    {
        NotificationLevel.All => "every message",
        NotificationLevel.Mentions => "mentions only",
        _ => "nothing",
    };
}
