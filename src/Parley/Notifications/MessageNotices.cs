using Parley.Conversations.Log;
using Parley.Notifications.Mentions;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Finds whom a message names, and notifies whoever is to be notified of it.</summary>
internal sealed class MessageNotices(MentionFinder mentions, Watchers watchers, Reading reading, Notifier notifier, Deliveries deliveries)
{
    /// <summary>What most messages of groups are: they name and answer nobody, nobody wants every message, and their author has read all.</summary>
    public bool HasNothingToDo(LogEntry entry, StoredMessage message) =>
        (message.Type == MessageType.System
            || (message.Draft?.Quoted is null && !Names(message) && watchers.AreKnownNone(entry.Transaction, entry.ConversationN)))
        && reading.IsKnownRead(entry.Transaction, entry.ConversationN, message.SenderN);

    public async ValueTask<MessageView> PostedAsync(LogEntry entry, StoredMessage message, MessageView view)
    {
        var transaction = entry.Transaction;
        await reading.UpToAsync(transaction, entry.ConversationN, message.SenderN, message.Ordinal, entry.Now);
        if (message.Type == MessageType.System)
            return view;

        var mentioned = Names(message) ? await mentions.FindAsync(entry, message) : Mentioned.Nobody;
        if (mentioned.IsAny)
        {
            await MentionRows.StoreAsync(transaction, message.N, mentioned, isNew: true);
            view = view with { Mentions = [.. mentioned.People.OrderBy(p => p.N).Select(p => p.Id)], MentionsAll = mentioned.Crowd };
        }

        var answeredN = message.Draft?.Quoted is { } quoted ? await transaction.NumberAsync($"select sender_n from messages where n = {quoted.N}") : 0;
        var people = await PeopleAsync(entry, message.SenderN, mentioned, answeredN);
        if (people.Count == 0)
            return view;

        var news = await NewsAsync(entry, message, view.Id);
        var isFile = view.Attachments.Count > 0 || Occasion.IsFileType(message.Type);
        var occasion = new Occasion(news.ConversationType, message.SenderN, isFile, message.Content, mentioned, answeredN, entry.Now);
        foreach (var person in people)
            await notifier.RaiseAsync(entry, person, news, await DecideAsync(transaction, occasion, person));

        return view;
    }

    /// <summary>Who is named now and was not before is notified; who is named no more, and has not read it, is not.</summary>
    public async ValueTask RewordedAsync(LogEntry entry, StoredMessage message)
    {
        var transaction = entry.Transaction;
        var before = await MentionRows.ReadAsync(transaction, message.N);
        var now = MentionText.MayName(message.Content)
            && await transaction.NumberAsync($"select forward_from_n is null from messages where n = {message.N}") == 1
            ? await mentions.FindAsync(entry, message)
            : Mentioned.Nobody;
        if (!before.IsAny && !now.IsAny)
            return;

        await MentionRows.StoreAsync(transaction, message.N, now, isNew: false);
        var id = await transaction.FindAsync($"select id from messages where n = {message.N}", row => new { Id = row.Id<MessageId>(0) });
        var news = await NewsAsync(entry, message, id!.Id);
        var occasion = new Occasion(news.ConversationType, message.SenderN, IsFile: false, message.Content, now, AnsweredN: 0, entry.Now);
        await TakeBackAsync(entry, message.N, occasion);
        if (before.Crowd == CrowdMention.All)
            return;

        foreach (var person in await NamedAsync(entry, message.SenderN, now))
        {
            var decision = await DecideAsync(transaction, occasion, person);
            if (decision.Type == NotificationType.Mention && !before.Names(person.UserN) && !await HasAsync(transaction, person.UserN, message.N))
                await notifier.RaiseAsync(entry, person, news, decision);
        }
    }

    private static bool Names(StoredMessage message) => message.Draft?.Source is null && MentionText.MayName(message.Content);

    private static async ValueTask<News> NewsAsync(LogEntry entry, StoredMessage message, MessageId id) =>
        await News.OfAsync(entry, message.SenderN) with
        {
            MessageN = message.N,
            Message = id,
            Ordinal = message.Ordinal,
            Excerpt = Excerpt.Of(message.Content),
        };

    private async ValueTask<Decision> DecideAsync(Transaction transaction, Occasion occasion, Recipient person)
    {
        var isHere = occasion.Mentioned.Crowd == CrowdMention.Here && deliveries.IsHere(person.UserN);
        var decision = Rules.ForMessage(occasion, person, isBlocked: false, isHere);
        return decision.Type is not null && await Blocked.IsBlockedAsync(transaction, person.UserN, occasion.SenderN) ? Decision.None : decision;
    }

    private async ValueTask<List<Recipient>> PeopleAsync(LogEntry entry, long senderN, Mentioned mentioned, long answeredN)
    {
        if (mentioned.Crowd is not null)
            return await Recipient.EverybodyAsync(entry.Transaction, entry.ConversationN, senderN);

        var people = await watchers.OfAsync(entry.Transaction, entry.ConversationN, senderN);
        foreach (var userN in mentioned.People.Select(p => p.N).Append(answeredN).Distinct())
        {
            if (userN != 0 && userN != senderN && people.All(p => p.UserN != userN)
                && await Recipient.OneAsync(entry.Transaction, entry.ConversationN, userN) is { } person)
                people.Add(person);
        }

        return people;
    }

    private static async ValueTask<List<Recipient>> NamedAsync(LogEntry entry, long senderN, Mentioned mentioned)
    {
        if (mentioned.Crowd is not null)
            return await Recipient.EverybodyAsync(entry.Transaction, entry.ConversationN, senderN);

        var people = new List<Recipient>();
        foreach (var named in mentioned.People.Where(p => p.N != senderN))
        {
            if (await Recipient.OneAsync(entry.Transaction, entry.ConversationN, named.N) is { } person)
                people.Add(person);
        }

        return people;
    }

    private async ValueTask TakeBackAsync(LogEntry entry, long messageN, Occasion occasion)
    {
        var unread = await entry.Transaction.QueryAsync($"""
            select n, id, user_n from notifications
            where message_n = {messageN} and type > 0 and type = {NotificationType.Mention} and read_at is null
            """, row => new Entry(row.Long(0), row.Id<NotificationId>(1), row.Long(2)));
        var gone = new List<Entry>();
        foreach (var row in unread)
        {
            if (occasion.Mentioned.Crowd is null && !occasion.Mentioned.Names(row.UserN)
                && occasion.FirstOf((await NotificationPreferences.OfAsync(entry.Transaction, row.UserN, CancellationToken.None)).Keywords) is null)
                gone.Add(row);
        }

        await reading.RemoveAsync(entry.Transaction, gone, entry.Now);
    }

    private static async ValueTask<bool> HasAsync(Queries queries, long userN, long messageN) => await queries.NumberAsync(
        $"select count(*) from notifications where message_n = {messageN} and user_n = {userN} and type > 0 and type <> {NotificationType.Reaction}") > 0;
}
