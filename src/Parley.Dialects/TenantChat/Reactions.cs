using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Messages;
using Parley.Protocol;
using Parley.Reactions;

namespace Parley.Dialects.TenantChat;

/// <summary>Emoji under a message. Over REST they are only read and added; the socket takes them back.</summary>
internal static class Reactions
{
    private const int Listed = 100;

    public static async Task<IResult> List(
        MessageId message, HttpContext http, Caller caller, ReadMessagesHandler messages, ReactHandler reactions, CancellationToken ct)
    {
        var page = Paging.Asked(http, Listed, Listed);
        var found = await NotDeletedAsync(message, caller, messages, ct);
        var all = await ReadAsync(caller, message, reactions, page.Skip + page.Size, ct);
        var items = all.Skip((int)Math.Min(page.Skip, int.MaxValue)).Take(page.Size).ToList();
        return TypedResults.Json(
            Paging.Of(http, page, new Numbered<ReactionView>(items, found.Reactions.Sum(one => one.Count)), TenantChatViews.Reaction),
            TenantChatJson.Wire.PageReactionJson);
    }

    /// <summary>201 for a new one; 200 for one that is there already.</summary>
    public static async Task<IResult> Add(
        MessageId message, Caller caller, Fields body, ReadMessagesHandler messages, ReactHandler reactions, CancellationToken ct)
    {
        await NotDeletedAsync(message, caller, messages, ct);
        var command = new AddReaction(message, body.Text("emoji"));
        Validation.Check(command);
        var isNew = await MineAsync() is null;
        await reactions.HandleAsync(caller, command, ct);
        var mine = await MineAsync() ?? throw new Refusal(Errors.NotFound);   // taken back in this very moment
        return TypedResults.Json(TenantChatViews.Reaction(mine), TenantChatJson.Wire.ReactionJson, statusCode: isNew ? 201 : 200);

        async Task<ReactionView?> MineAsync() =>
            (await ReadAsync(caller, message, reactions, long.MaxValue, ct)).Find(one => one.UserId == caller.UserId && one.Emoji == command.Emoji);
    }

    private static async Task<MessageView> NotDeletedAsync(MessageId message, Caller caller, ReadMessagesHandler messages, CancellationToken ct) =>
        await messages.OneAsync(caller, message, ct) is { DeletedAt: null } found ? found : throw new Refusal(Errors.NotFound);

    private static async Task<List<ReactionView>> ReadAsync(Caller caller, MessageId message, ReactHandler reactions, long count, CancellationToken ct)
    {
        var (all, cursor) = (new List<ReactionView>(), (string?)null);
        do
        {
            var next = await reactions.ListAsync(caller, message, cursor, Limits.PageItems, ct);
            all.AddRange(next.Items);
            cursor = next.NextCursor;
        }
        while (cursor is not null && all.Count < count);

        return all;
    }
}
