using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Conversations;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.TenantChat;

/// <summary>Conversations: direct ones, groups, channels.</summary>
internal static class Conversations
{
    public const int Listed = 50;
    public const int MostListed = 100;

    public static async Task<IResult> List(
        HttpContext http, Caller caller, NumberedConversationsHandler conversations, TenantChatViews views, CancellationToken ct)
    {
        var page = Paging.Asked(http, Listed, MostListed);
        var found = await conversations.MineAsync(caller, page, new(), ct);
        var shown = await views.ConversationsAsync(caller, found.Items, ct);
        return TypedResults.Json(Paging.Of(http, page, new Numbered<ConversationJson>(shown, found.Count), one => one), TenantChatJson.Wire.PageConversationJson);
    }

    public static async Task<IResult> Create(
        Caller caller, Fields body, CreateConversationHandler handler, PersonCards cards, MySettingsHandler mine, TenantChatViews views,
        CancellationToken ct)
    {
        var (type, title) = (Type(body) ?? ConversationType.Direct, body.TextOrNull("title")?.Trim() ?? "");
        var command = new CreateConversation(type, title.Length == 0 ? null : title) { Origin = TenantChatDialect.Id };
        Validation.Check(command);
        if (type == ConversationType.Direct)
        {
            // A direct one has no title in Parley: what was said is kept beside it.
            var other = await People.NamedAsync(caller, body, "target_user_id", cards, ct);
            command = command with { Title = null, MemberIds = [other.Id.ToString()], Metadata = title.Length == 0 ? null : Titled(title) };
        }

        var (conversation, isNew) = await handler.HandleAsync(caller, command, ct);
        if (conversation.My is { Archived: true } my)
        {
            await mine.ArchiveAsync(caller, conversation.Id, archived: false, ct);
            conversation = conversation with { My = my with { Archived = false } };
        }

        return TypedResults.Json(
            await views.ConversationAsync(caller, conversation, ct), TenantChatJson.Wire.ConversationJson, statusCode: isNew ? 201 : 200);
    }

    public static async Task<IResult> One(
        ConversationId conversation, Caller caller, ReadConversationsHandler conversations, TenantChatViews views, CancellationToken ct) =>
        TypedResults.Json(
            await views.ConversationAsync(caller, await MineAsync(conversation, caller, conversations, ct), ct), TenantChatJson.Wire.ConversationJson);

    public static async Task<IResult> Update(
        ConversationId conversation, Caller caller, Fields body, ReadConversationsHandler conversations, UpdateConversationHandler handler,
        MySettingsHandler mine, TenantChatViews views, CancellationToken ct)
    {
        var present = await MineAsync(conversation, caller, conversations, ct);
        if (Type(body) is { } type && type != present.Type)
            throw Fields.Wrong("conversation_type", "A conversation stays of the type that it was begun as.");

        var (title, isActive) = (body.TextOrNull("title")?.Trim(), body.FlagOrNull("is_active"));
        var isOwn = present.Type == ConversationType.Direct;   // neither of the two closes it for the other
        var command = new UpdateConversation(
            title == TenantChatViews.Title(present) ? null : title,
            Archived: !isOwn && isActive is { } active && active == present.ArchivedAt is not null ? !active : null);
        Validation.Check(command);
        if (command is not { Title: null, Archived: null })
            await handler.HandleAsync(caller, conversation, command, ct);
        if (present.My!.Archived ? isActive is true : isOwn && isActive is false)
            await mine.ArchiveAsync(caller, conversation, isActive is false, ct);

        return await One(conversation, caller, conversations, views, ct);
    }

    public static async Task<IResult> Delete(
        ConversationId conversation, Caller caller, ReadConversationsHandler conversations, DeleteConversationHandler handler, MySettingsHandler mine,
        CancellationToken ct)
    {
        if ((await MineAsync(conversation, caller, conversations, ct)).Type == ConversationType.Direct)
            await mine.ArchiveAsync(caller, conversation, archived: true, ct);
        else
            await handler.HandleAsync(caller, conversation, ct);

        return TypedResults.NoContent();
    }

    /// <summary>One that the caller is in; a public one from outside is none.</summary>
    private static async Task<ConversationView> MineAsync(ConversationId id, Caller caller, ReadConversationsHandler conversations, CancellationToken ct) =>
        await conversations.OneAsync(caller, id, ct) is { My: not null } mine ? mine : throw new Refusal(Errors.NotFound);

    private static ConversationType? Type(Fields body) => body.TextOrNull("conversation_type") switch
    {
        null or "" => null,
        "direct" => ConversationType.Direct,
        "group" => ConversationType.Group,
        "channel" => ConversationType.Channel,
        var other => throw Fields.Wrong("conversation_type", $"\"{other}\" is not a valid choice."),
    };

    private static JsonElement Titled(string title) => JsonSerializer.SerializeToElement(new TitleJson(title), TenantChatJson.Wire.TitleJson);
}
