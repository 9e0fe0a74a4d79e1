using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Files;
using Parley.People;
using Parley.Protocol;
using Parley.Receipts;

namespace Parley.Dialects.SpaCentral;

/// <summary>For whom something is shown: at which address they reach the server, who they are (nobody: several at once), and in whose name files are linked.</summary>
internal readonly record struct Seen(string Address, UserId? By, long LinksOf)
{
    public static Seen Of(HttpContext http, Caller caller) => new(AddressOf(http), caller.UserId, caller.UserN);

    public static string AddressOf(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";
}

/// <summary>Parley's views as spa_central shows them.</summary>
internal sealed class SpaCentralViews(PersonCards cards, PairReadings positions, FileLinks links, DialectSettings settings)
{
    public UserJson User(PersonCard card, Seen seen)
    {
        var picture = card.AvatarUrl is ['/', ..] own ? seen.Address + own : card.AvatarUrl;
        return new(card.N, settings.ShowsEmails || card.Id == seen.By ? card.Email ?? "" : "", card.DisplayName, card.AccountType, picture, picture);
    }

    public async Task<MessageJson> MessageAsync(Caller caller, HttpContext http, MessageView message, CancellationToken ct) =>
        (await MessagesAsync(caller, http, [message], ct))[0];

    /// <summary>Messages of direct conversations; of what is none, nothing.</summary>
    public async Task<IReadOnlyList<MessageJson>> MessagesAsync(Caller caller, HttpContext http, IReadOnlyList<MessageView> found, CancellationToken ct)
    {
        var pairs = await positions.OfPairsAsync(caller, found.Select(message => message.ConversationId), ct);
        var people = await cards.OfAsync(pairs.Values.SelectMany(pair => pair).Select(position => position.UserId), ct);
        var seen = Seen.Of(http, caller);
        var shown = new List<MessageJson>(found.Count);
        foreach (var message in found)
        {
            if (!pairs.TryGetValue(message.ConversationId, out var pair))
                continue;

            var receiver = pair.FirstOrDefault(position => position.UserId != message.SenderId) ?? pair[0];
            var read = receiver.Ordinal < message.Ordinal ? (DateTimeOffset?)null
                : receiver.At is { } at && at > message.CreatedAt ? at
                : message.CreatedAt;
            shown.Add(Message(message, people[message.SenderId], people[receiver.UserId], read, seen, receiver.Delivered >= message.Ordinal));
        }

        return shown;
    }

    /// <summary>What was read was delivered, at that time at the latest; of what was delivered only, nobody knows the time.</summary>
    public MessageJson Message(
        MessageView message, PersonCard sender, PersonCard receiver, DateTimeOffset? readAt, Seen seen, bool isDelivered = false)
    {
        var (file, type) = (message.Attachments.Count > 0 ? message.Attachments[0] : null, TypeOf(message.MessageType));
        var url = file is null ? null : FileUrl(file.Id, seen);
        return new(
            message.N, User(sender, seen), User(receiver, seen), message.Content, type, url, url, file?.Name, file?.Size, Human(file?.Size),
            file?.ContentType, message.CreatedAt, message.DeletedAt ?? message.EditedAt ?? message.CreatedAt, readAt is not null, readAt,
            isDelivered || readAt is not null, readAt, message.EditedAt is not null, message.DeletedAt is not null, message.DeletedAt, message.Quote?.N,
            Replied(message.Quote, sender, receiver, seen), type == "image", type == "audio", type == "video");
    }

    /// <summary>An address that a browser opens without a header, for a day.</summary>
    public string FileUrl(FileId file, Seen seen) => seen.Address + links.Make(seen.LinksOf, file, Limits.FileLinkSeconds).Url;

    public static string TypeOf(MessageType type) => type switch
    {
        MessageType.Image => "image",
        MessageType.Audio => "audio",
        MessageType.Video => "video",
        MessageType.File => "file",
        MessageType.System => "system",
        _ => "text",
    };

    /// <summary>A notification; what it tells of is named in words, because the system had but two kinds for messages.</summary>
    public NotificationJson Notification(NotificationView one, PersonCard actor, MessageJson? related, Seen seen) => new(
        one.N, User(actor, seen), one.Type == NotificationType.File ? "file" : "message", Sentence(one), one.ReadAt is not null, one.UpdatedAt,
        one.ReadAt, related);

    private RepliedJson? Replied(QuoteView? quote, PersonCard sender, PersonCard receiver, Seen seen) => quote is null
        ? null
        : new(quote.N, quote.Content, User(quote.SenderId == receiver.Id ? receiver : sender, seen), TypeOf(quote.MessageType));

    private static string Sentence(NotificationView one)
    {
        var place = one.ConversationTitle is { } title ? $" in {title}" : "";
        return one.Type switch
        {
            NotificationType.Message when one.Count > 1 => string.Create(CultureInfo.InvariantCulture, $"{one.Count} new messages from {one.ActorName}{place}"),
            NotificationType.Message => $"New message from {one.ActorName}{place}",
            NotificationType.File => $"{one.ActorName} sent a file{place}",
            NotificationType.Mention => $"{one.ActorName} mentioned you{place}",
            NotificationType.Reply => $"{one.ActorName} replied to you{place}",
            NotificationType.Reaction => $"{one.ActorName} reacted {one.Emoji} to your message{place}",
            _ => $"{one.ActorName} added you{place}",
        };
    }

    private static string? Human(long? size) => size switch
    {
        null => null,
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{size} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{size / 1024.0:0.0} KB"),
        < 1024 * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{size / (1024.0 * 1024):0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{size / (1024.0 * 1024 * 1024):0.0} GB"),
    };
}
