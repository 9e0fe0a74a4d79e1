using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Conversations;
using Parley.Dialects.Shared;
using Parley.Protocol;
using Parley.Receipts;

namespace Parley.Dialects.OffChat;

/// <summary>Conversations of two and of groups.</summary>
internal static class Conversations
{
    private const int PageItems = 20;

    public static async Task<IResult> List(
        HttpContext http, Viewer viewer, NumberedConversationsHandler conversations, OffChatConversations shown, CancellationToken ct)
    {
        var page = Paging.Asked(http, PageItems);
        var found = await conversations.MineAsync(viewer.Caller, page, new() { WithArchivedNews = true }, ct);
        var items = await shown.AllAsync(viewer, found.Items, ct);
        return TypedResults.Json(Paging.Of(http, page, new Numbered<ConversationJson>(items, found.Count), item => item), OffChatJson.Wire.PageConversationJson);
    }

    public static async Task<IResult> Create(
        Viewer viewer, Fields body, OffChatPeople people, Talk talk, CreateConversationHandler creates, OffChatConversations shown, CancellationToken ct)
    {
        var named = await people.FindAsync(viewer.Caller, body.Texts("participant_ids"), ct);
        var conversation = body.TextOrNull("conversation_type") switch
        {
            null or "" or "individual" => await talk.WithAsync(viewer.Caller, Other(viewer.Caller, named), ct),
            "group" when body.Inside("group_data") is { } group =>
                await Groups.BeginAsync(viewer.Caller, group, body.TextOrNull("description"), named, creates, ct),
            "group" => throw new Refusal(Errors.ValidationFailed, "Group data is required for group conversations."),
            var other => throw Fields.Wrong("conversation_type", $"\"{(other.Length <= 64 ? other : other[..64])}\" is not a valid choice."),
        };
        return TypedResults.Json(await shown.OneAsync(viewer, conversation, ct), OffChatJson.Wire.ConversationJson, statusCode: 201);
    }

    public static async Task<IResult> One(
        ConversationId conversation, Viewer viewer, OpenDoors doors, ReadConversationsHandler conversations, ConversationStandings standings,
        OffChatConversations shown, CancellationToken ct)
    {
        if (await standings.EndedAsync(viewer.Caller, conversation, ct) is { } ended)
            return TypedResults.Json(await shown.EndedAsync(viewer, ended, ct), OffChatJson.Wire.ConversationJson);

        await doors.RequireAsync(viewer.Caller, conversation, Permission.Read, ct);
        return TypedResults.Json(
            await shown.OneAsync(viewer, await conversations.OneAsync(viewer.Caller, conversation, ct), ct), OffChatJson.Wire.ConversationJson);
    }

    public static async Task<IResult> Update(
        ConversationId conversation, Viewer viewer, Fields body, OpenDoors doors, UpdateConversationHandler handler, OffChatConversations shown, CancellationToken ct)
    {
        await doors.RequireAsync(viewer.Caller, conversation, Permission.EditConversation, ct);
        var command = new UpdateConversation(body.TextOrNull("title"), body.TextOrNull("description"));
        Validation.Check(command);
        var changed = await handler.HandleAsync(viewer.Caller, conversation, command, ct);
        return TypedResults.Json(await shown.OneAsync(viewer, changed, ct), OffChatJson.Wire.ConversationJson);
    }

    // Nobody ends a conversation of two for the other: it is read and put away, and there again with the next word.
    public static async Task<IResult> Delete(
        ConversationId conversation, Caller caller, OpenDoors doors, DeleteConversationHandler handler, MarkReadHandler reads, MySettingsHandler mine, CancellationToken ct)
    {
        if ((await doors.RequireAsync(caller, conversation, Permission.Read, ct)).Type == ConversationType.Direct)
        {
            await reads.HandleAsync(caller, new MarkRead(conversation), ct);
            await mine.ArchiveAsync(caller, conversation, archived: true, ct);
        }
        else
        {
            await handler.HandleAsync(caller, conversation, ct);
        }

        return TypedResults.Json(new SaidJson("Conversation deleted successfully"), OffChatJson.Wire.SaidJson);
    }

    public static async Task<IResult> Read(ConversationId conversation, Caller caller, OpenDoors doors, MarkReadHandler handler, CancellationToken ct)
    {
        await doors.RequireAsync(caller, conversation, Permission.Read, ct);
        await handler.HandleAsync(caller, new MarkRead(conversation), ct);
        return TypedResults.Json(new SaidJson("Conversation marked as read"), OffChatJson.Wire.SaidJson);
    }

    private static People.PersonCard Other(Caller caller, IReadOnlyList<People.PersonCard> named)
    {
        // Whoever begins it is in it anyway; alone it is the place for notes to oneself.
        var others = named.Where(card => card.N != caller.UserN).ToList();
        return others.Count > 1 ? throw new Refusal(Errors.ValidationFailed, "Individual conversations can only have 2 participants.")
            : others.Count == 1 ? others[0]
            : named.Count == 1 ? named[0]
            : throw Fields.Wrong("participant_ids", "Name the other participant.");
    }
}
