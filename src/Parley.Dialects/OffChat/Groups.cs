using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Conversations;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>Groups: conversations of several, whose id is also their conversation's.</summary>
internal static class Groups
{
    private const int PageItems = 20;
    private const int NameCharacters = 100;
    private const int AvatarCharacters = 2_000;

    public static async Task<IResult> List(
        HttpContext http, Viewer viewer, NumberedConversationsHandler conversations, OffChatConversations shown, CancellationToken ct)
    {
        var page = Paging.Asked(http, PageItems);
        var found = await conversations.MineAsync(viewer.Caller, page, new() { WithoutDirect = true, WithArchived = true }, ct);
        var items = await shown.GroupsAsync(viewer, found.Items, ct);
        return TypedResults.Json(Paging.Of(http, page, new Numbered<GroupJson>(items, found.Count), item => item), OffChatJson.Wire.PageGroupJson);
    }

    public static async Task<IResult> Create(
        Viewer viewer, Fields body, OffChatPeople people, CreateConversationHandler creates, OffChatConversations shown, CancellationToken ct)
    {
        var named = await people.FindAsync(viewer.Caller, body.Texts("member_ids"), ct);
        var group = await BeginAsync(viewer.Caller, body, null, named, creates, ct);
        return TypedResults.Json(await shown.GroupAsync(viewer, group, ct), OffChatJson.Wire.GroupJson, statusCode: 201);
    }

    /// <summary>Begins a group, whose owner is whoever begins it.</summary>
    public static async Task<ConversationView> BeginAsync(
        Caller caller, Fields group, string? description, IReadOnlyList<PersonCard> people, CreateConversationHandler creates, CancellationToken ct)
    {
        var command = new CreateConversation(
            ConversationType.Group, Name(group), group.TextOrNull("description") ?? description, Kind(group) ?? Visibility.Public,
            [.. people.Select(card => card.Id.ToString())], Metadata: Picture(group, null))
        {
            Origin = Talk.Origin,
        };
        Validation.Check(command);
        return (await creates.HandleAsync(caller, command, ct)).Conversation;
    }

    public static async Task<IResult> One(
        ConversationId group, Viewer viewer, OpenDoors doors, ReadConversationsHandler conversations, ConversationStandings standings,
        OffChatConversations shown, CancellationToken ct)
    {
        if (await standings.EndedAsync(viewer.Caller, group, ct) is { Conversation.Type: not ConversationType.Direct } ended)
            return TypedResults.Json(await shown.EndedGroupAsync(viewer, ended, ct), OffChatJson.Wire.GroupJson);

        await doors.RequireGroupAsync(viewer.Caller, group, Permission.Read, ct);
        return TypedResults.Json(await shown.GroupAsync(viewer, await conversations.OneAsync(viewer.Caller, group, ct), ct), OffChatJson.Wire.GroupJson);
    }

    public static async Task<IResult> Update(
        ConversationId group, Viewer viewer, Fields body, OpenDoors doors, ReadConversationsHandler conversations, UpdateConversationHandler handler,
        OffChatConversations shown, CancellationToken ct)
    {
        await doors.RequireGroupAsync(viewer.Caller, group, Permission.EditConversation, ct);
        var present = await conversations.OneAsync(viewer.Caller, group, ct);
        var command = new UpdateConversation(
            body.Has("name") ? Name(body) : null, body.TextOrNull("description"), Kind(body), Metadata: Picture(body, present.Metadata));
        Validation.Check(command);
        return TypedResults.Json(await shown.GroupAsync(viewer, await handler.HandleAsync(viewer.Caller, group, command, ct), ct), OffChatJson.Wire.GroupJson);
    }

    // The client names the conversation's id here where it means the group: they are the same.
    public static async Task<IResult> Delete(ConversationId group, Caller caller, OpenDoors doors, DeleteConversationHandler handler, CancellationToken ct)
    {
        await doors.RequireGroupAsync(caller, group, Permission.DeleteConversation, ct);
        await handler.HandleAsync(caller, group, ct);
        return TypedResults.Json(new SaidJson("Group deleted successfully"), OffChatJson.Wire.SaidJson);
    }

    private static string Name(Fields group) => group.Text("name").Trim() is var name && name.Length <= NameCharacters
        ? name
        : throw Fields.Wrong("name", $"Ensure this field has no more than {NameCharacters} characters.");

    private static Visibility? Kind(Fields group) => group.TextOrNull("group_type") switch
    {
        null or "" => null,
        "public" => Visibility.Public,
        "private" => Visibility.Private,
        _ => throw Fields.Wrong("group_type", "group_type is public or private."),
    };

    /// <summary>What hangs on the conversation, with the group's picture as it is named; nothing where none is named.</summary>
    private static JsonElement? Picture(Fields group, JsonElement? present)
    {
        if (group.TextOrNull("avatar") is not { } avatar)
            return null;
        if (avatar.Length > AvatarCharacters)
            throw Fields.Wrong("avatar", $"Ensure this field has no more than {AvatarCharacters} characters.");

        var metadata = present is { ValueKind: JsonValueKind.Object } held ? JsonObject.Create(held)! : [];
        metadata.Remove(OffChatConversations.AvatarKey);
        if (avatar.Length > 0)
            metadata[OffChatConversations.AvatarKey] = JsonValue.Create(avatar);

        return JsonElement.Parse(metadata.ToJsonString(WireJson.Wire.Options));
    }
}
