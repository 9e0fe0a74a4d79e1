using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Conversations;
using Parley.Dialects.Shared;
using Parley.Messages;
using Parley.People;
using Parley.Presence;
using Parley.Protocol;
using Parley.Receipts;

namespace Parley.Dialects.SpaCentral;

/// <summary>With whom one has written, what was said, and what of it is unread.</summary>
internal static class Conversations
{
    // Lists without pages have an end somewhere: they hold the newest ones.
    private const int ListedConversations = 1_000;
    private const int ListedMessages = 5_000;
    private const int ListedPeople = 10_000;
    private const int AskedAtOnce = 200;

    public static async Task<IResult> List(
        Caller caller, HttpContext http, NumberedConversationsHandler conversations, RowNumbers numbers, PersonCards cards, PairReadings positions,
        PresenceHandler presence, SpaCentralViews views, CancellationToken ct)
    {
        var mine = await conversations.MineAsync(
            caller, new(1, ListedConversations), new() { Type = ConversationType.Direct, WithArchived = true }, ct);
        var written = mine.Items.Where(one => one.LastMessage is not null).Select(one => (View: one, Other: Other(numbers.Pair(one.N)!.Value, caller.UserId))).ToList();
        var people = await cards.OfAsync(written.Select(one => one.Other), ct);
        var unread = await positions.UnreadAsync(caller, ConversationType.Direct, ct);
        var online = await OnlineAsync(caller, written.Select(one => one.Other), presence, ct);
        var seen = Seen.Of(http, caller);
        return TypedResults.Json(
            [.. written.Select(one => Shown(one.View, one.View.LastMessage!, views.User(people[one.Other], seen), online.Contains(one.Other)))],
            SpaCentralJson.Wire.IReadOnlyListConversationJson);

        ConversationJson Shown(ConversationView view, MessageView last, UserJson user, bool isOnline) => new(
            user, last.Content, last.CreatedAt, SpaCentralViews.TypeOf(last.MessageType), unread.GetValueOrDefault(view.N),
            last.SenderId == caller.UserId, isOnline);
    }

    public static async Task<IResult> History(
        Caller caller, HttpContext http, Pairs pairs, NumberedMessagesHandler messages, MarkReadHandler reads, SpaCentralViews views, CancellationToken ct)
    {
        var other = await pairs.PersonAsync(caller, Number(http.Request.Query["user_id"]), ct);
        if (await pairs.FindAsync(caller, other.N, ct) is not { } conversation)
            return TypedResults.Json([], SpaCentralJson.Wire.IReadOnlyListMessageJson);

        await ReadAsync(caller, conversation, reads, ct);
        var found = await messages.OfConversationAsync(
            caller, conversation.Id, new(1, ListedMessages), new() { NewestFirst = true, WithDeleted = true }, ct);
        return TypedResults.Json(await views.MessagesAsync(caller, http, [.. found.Items.Reverse()], ct), SpaCentralJson.Wire.IReadOnlyListMessageJson);
    }

    public static async Task<IResult> MarkRead(Caller caller, Fields body, Pairs pairs, MarkReadHandler reads, CancellationToken ct)
    {
        var other = await pairs.PersonAsync(caller, Number(body.TextOrNull("user_id")), ct);
        if (await pairs.FindAsync(caller, other.N, ct) is { } conversation)
            await ReadAsync(caller, conversation, reads, ct);

        return TypedResults.Json(new SuccessJson(true), SpaCentralJson.Wire.SuccessJson);
    }

    public static async Task<IResult> UnreadCount(Caller caller, PairReadings positions, CancellationToken ct)
    {
        var unread = await positions.UnreadAsync(caller, ConversationType.Direct, ct);
        return TypedResults.Json(new UnreadJson(unread.Values.Sum()), SpaCentralJson.Wire.UnreadJson);
    }

    public static async Task<IResult> Users(Caller caller, HttpContext http, PersonCards cards, SpaCentralViews views, CancellationToken ct)
    {
        var (everybody, seen) = (await cards.EverybodyAsync(caller.WorkspaceN, 0, ListedPeople, ct), Seen.Of(http, caller));
        return TypedResults.Json(
            [.. everybody.Where(card => card.N != caller.UserN).Select(card => views.User(card, seen))], SpaCentralJson.Wire.IReadOnlyListUserJson);
    }

    /// <summary>A person's number, as an address or a body names it.</summary>
    /// <exception cref="Refusal"><c>validation_failed</c>, in one sentence.</exception>
    public static long Number(string? text) => string.IsNullOrEmpty(text)
        ? throw new Refusal(Errors.ValidationFailed, "user_id is required")
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n
            : throw new Refusal(Errors.ValidationFailed, "user_id must be an integer");

    private static UserId Other((UserId One, UserId Other) pair, UserId me) => pair.One == me ? pair.Other : pair.One;

    // A credential that may only read changes nothing by looking.
    private static async Task ReadAsync(Caller caller, ConversationView conversation, MarkReadHandler reads, CancellationToken ct)
    {
        if (conversation.UnreadCount > 0 && caller.Scopes.HasFlag(Scopes.Write))
            await reads.HandleAsync(caller, new MarkRead(conversation.Id), ct);
    }

    private static async Task<HashSet<UserId>> OnlineAsync(Caller caller, IEnumerable<UserId> people, PresenceHandler presence, CancellationToken ct)
    {
        var online = new HashSet<UserId>();
        foreach (var some in people.Chunk(AskedAtOnce))
            online.UnionWith((await presence.ListAsync(caller, string.Join(',', some), ct)).Items
                .Where(one => one.Status != PresenceStatus.Offline).Select(one => one.UserId));

        return online;
    }
}
