using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Conversations;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.MrmChat;

/// <summary>Chats are conversations; each shows its people and its newest messages.</summary>
internal static class Chats
{
    private const int Listed = 1_000;

    public static async Task<IResult> List(Caller caller, NumberedConversationsHandler conversations, MrmChatViews views, CancellationToken ct)
    {
        var mine = await conversations.MineAsync(caller, new(1, Listed), new() { OldestFirst = true }, ct);
        var chats = new List<ChatJson>();
        foreach (var conversation in mine.Items)
            chats.Add(await views.ChatAsync(caller, conversation, ct));

        return TypedResults.Json(chats, MrmChatJson.Wire.IReadOnlyListChatJson);
    }

    public static async Task<IResult> Create(
        Caller caller, Fields body, CreateConversationHandler handler, PersonCards cards, MrmChatViews views, CancellationToken ct)
    {
        var command = new CreateConversation(ConversationType.Group, Name(body), MemberIds: await PeopleAsync(caller, body, cards, ct)) { Origin = "mrm-chat" };
        Validation.Check(command);
        var (conversation, _) = await handler.HandleAsync(caller, command, ct);
        return TypedResults.Json(await views.ChatAsync(caller, conversation, ct), MrmChatJson.Wire.ChatJson, statusCode: 201);
    }

    public static async Task<IResult> One(
        string chat, Caller caller, RowNumbers numbers, ReadConversationsHandler conversations, MrmChatViews views, CancellationToken ct) =>
        TypedResults.Json(await ShownAsync(await IdAsync(chat, caller, numbers, ct), caller, conversations, views, ct), MrmChatJson.Wire.ChatJson);

    // The names of people were taken and did nothing; the document says that people are added to chats.
    public static async Task<IResult> Update(
        string chat, Caller caller, Fields body, RowNumbers numbers, PersonCards cards, UpdateConversationHandler handler, AddMembersHandler adds,
        ReadConversationsHandler conversations, MrmChatViews views, CancellationToken ct)
    {
        var id = await IdAsync(chat, caller, numbers, ct);
        if (body.Has("name"))
        {
            var command = new UpdateConversation(Name(body));
            Validation.Check(command);
            await handler.HandleAsync(caller, id, command, ct);
        }

        if (await PeopleAsync(caller, body, cards, ct) is { Count: > 0 } people)
            await adds.HandleAsync(caller, id, new AddMembers(people), ct);

        return TypedResults.Json(await ShownAsync(id, caller, conversations, views, ct), MrmChatJson.Wire.ChatJson);
    }

    public static async Task<IResult> Delete(string chat, Caller caller, RowNumbers numbers, DeleteConversationHandler handler, CancellationToken ct)
    {
        await handler.HandleAsync(caller, await IdAsync(chat, caller, numbers, ct), ct);
        return TypedResults.NoContent();
    }

    /// <summary>The conversation that a chat's number names.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public static async ValueTask<ConversationId> IdAsync(string chat, Caller caller, RowNumbers numbers, CancellationToken ct) =>
        long.TryParse(chat, System.Globalization.CultureInfo.InvariantCulture, out var n)
            ? await numbers.ConversationAsync(caller, n, ct)
            : throw new Refusal(Errors.NotFound);

    private static string Name(Fields body) => body.Text("name");

    private static async Task<ChatJson> ShownAsync(
        ConversationId id, Caller caller, ReadConversationsHandler conversations, MrmChatViews views, CancellationToken ct) =>
        await conversations.OneAsync(caller, id, ct) is { My: not null } mine ? await views.ChatAsync(caller, mine, ct) : throw new Refusal(Errors.NotFound);

    // An unknown number is refused, an unknown name passed over, as the system did.
    private static async Task<IReadOnlyList<string>> PeopleAsync(Caller caller, Fields body, PersonCards cards, CancellationToken ct)
    {
        var people = new List<string>();
        foreach (var n in body.Integers("participant_ids"))
        {
            var card = await cards.FindAsync(caller.WorkspaceN, n, ct)
                ?? throw Fields.Wrong("participant_ids", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Invalid pk \"{n}\" - object does not exist."));
            people.Add(card.Id.ToString());
        }

        foreach (var name in body.Texts("participant_usernames"))
        {
            if (await cards.FindAsync(caller.WorkspaceN, name, ct) is { } card)
                people.Add(card.Id.ToString());
        }

        return people;
    }
}
