using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Parley.Access;
using Parley.Conversations;
using Parley.Files;
using Parley.People;
using Parley.Protocol;
using Parley.Receipts;

namespace Parley.Dialects.AriStay;

/// <summary>People, participants and messages as AriStay shows them.</summary>
internal sealed class AriStayViews(
    PersonCards cards, ReadPositions positions, ConversationAccess access, FileLinks links, DialectSettings settings)
{
    /// <summary>A message names so many of its readers, and counts no more.</summary>
    public const int ReadersShown = 200;

    // An address of a file works so long without a header; a picture that is shown later is asked for again.
    private const int LinkSeconds = 24 * 60 * 60;

    public UserBriefJson User(PersonCard card) => new(card.N, card.Username, FullName(card), settings.ShowsEmails ? card.Email ?? "" : "");

    public static string FullName(PersonCard card) => card.DisplayName.Length > 0 ? card.DisplayName : card.Username;

    public async Task<UserBriefJson?> UserAsync(UserId? id, CancellationToken ct) => id is { } known ? User(await cards.OfAsync(known, ct)) : null;

    public async Task<IReadOnlyList<ParticipantJson>> ParticipantsAsync(IReadOnlyList<NumberedMember> members, CancellationToken ct)
    {
        var people = await cards.OfAsync(members.Select(member => member.Member.UserId), ct);
        return
        [
            .. members.Select(member => new ParticipantJson(
                RowNumbers.Member(member.ConversationN, member.UserN), User(people[member.Member.UserId]), member.ConversationId, member.Member.JoinedAt,
                member.Member.LastSeenAt, member.Member.Role >= MemberRole.Admin, member.Unread, member.HasMuted, null)),
        ];
    }

    public async Task<MessageJson> MessageAsync(Caller caller, MessageView message, HttpRequest request, CancellationToken ct) =>
        (await MessagesAsync(caller, [message], request, ct))[0];

    /// <summary>Each with who has read it, in few queries for each room.</summary>
    public async Task<IReadOnlyList<MessageJson>> MessagesAsync(
        Caller caller, IReadOnlyList<MessageView> messages, HttpRequest request, CancellationToken ct)
    {
        var people = await cards.OfAsync(messages.SelectMany(People), ct);
        var readers = new Dictionary<ConversationId, List<ReadPosition>>();
        foreach (var room in messages.GroupBy(message => message.ConversationId))
        {
            var n = (await access.RequireAsync(caller, room.Key, Permission.Read, ct)).ConversationN;
            readers[room.Key] = await positions.OfAsync(n, room.Min(message => message.Ordinal), ReadersShown + 1, caller.UserN, ct);
        }

        return [.. messages.Select(message => Message(caller, message, people, readers[message.ConversationId], request))];
    }

    private static IEnumerable<UserId> People(MessageView message) =>
        message.Quote is { } quote ? [message.SenderId, quote.SenderId] : [message.SenderId];

    private MessageJson Message(
        Caller caller, MessageView message, IReadOnlyDictionary<UserId, PersonCard> people, List<ReadPosition> positions, HttpRequest request)
    {
        var sender = people[message.SenderId];
        var readers = positions.Where(position => position.Ordinal >= message.Ordinal && position.UserN != sender.N).Take(ReadersShown).ToDictionary(
            position => position.UserN.ToString(System.Globalization.CultureInfo.InvariantCulture),
            position => position.At > message.CreatedAt ? position.At.Value : message.CreatedAt);
        var isMine = sender.N == caller.UserN;
        var file = message.Attachments.Count == 0 ? null : message.Attachments[0];
        return new(
            message.Id, message.ConversationId, message.ConversationId, User(sender), MessageTexts.TypeOf(message.MessageType), MessageTexts.Of(message),
            file is null ? null : Address(caller, file, request), file?.Name ?? "", file?.Size, Replied(message.Quote, people), message.ReplyTo,
            message.CreatedAt, message.DeletedAt ?? message.EditedAt ?? message.CreatedAt, message.EditedAt is not null, message.EditedAt,
            message.DeletedAt is not null, message.DeletedAt,
            isMine || positions.Any(position => position.UserN == caller.UserN && position.Ordinal >= message.Ordinal), readers.Count, readers);
    }

    private static RepliedJson? Replied(QuoteView? quote, IReadOnlyDictionary<UserId, PersonCard> people) => quote is null ? null : new(
        quote.MessageId, new(people[quote.SenderId].N, people[quote.SenderId].Username),
        quote.DeletedAt is null ? MessageTexts.Cut(quote.Content) : MessageTexts.Deleted, quote.CreatedAt);

    // Signed for the reader, so it ends with their right to the file.
    private string Address(Caller caller, AttachmentView file, HttpRequest request) =>
        UriHelper.BuildAbsolute(request.Scheme, request.Host) + links.Make(caller, file.Id, LinkSeconds).Url.TrimStart('/');
}
