using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.LinkPreviews;

/// <summary>Takes a card from a message, for its author and for whom the conversation lets delete anything; and hands out a card's image.</summary>
public sealed class LinkPreviewHandler(ConversationAccess access, ConversationLog log, Database database, LinkFetcher fetcher)
{
    public async Task RemoveAsync(Caller caller, MessageId id, Guid preview, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, id, Permission.Read, ct);
        if (message.SenderN != caller.UserN && !message.Membership.May(Permission.DeleteAnyMessage))
            throw new Refusal(Errors.Forbidden, "Only its author takes a card from a message.");

        await log.AppendAsync(message.Membership, async entry =>
        {
            var transaction = entry.Transaction;
            if (await transaction.NumberAsync($"select 1 from link_previews where message_n = {message.MessageN} and id = {preview}") == 0)
                throw new Refusal(Errors.NotFound);

            var removed = await transaction.WriteAsync($"""
                update link_previews set removed = 1, title = null, description = null, site_name = null, image_url = null
                where message_n = {message.MessageN} and id = {preview} and removed = 0
                """);
            if (removed == 0)
                return false;

            if (await transaction.NumberAsync($"select 1 from link_previews where message_n = {message.MessageN} and removed = 0 limit 1") == 0)
                await transaction.WriteAsync($"update messages set extras = extras & {~(int)MessageExtras.LinkPreviews} where n = {message.MessageN}");
            await entry.RetellAsync(message.MessageN, caller.UserN);
            return true;
        }, ct);
    }

    /// <summary>Asked for on behalf of the reader, so that a page does not learn who reads; checked to be a picture.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, also where the other side does not give it.</exception>
    internal async Task<(RasterImage Image, byte[] Bytes)> ImageAsync(Caller caller, MessageId id, Guid preview, CancellationToken ct)
    {
        var message = await access.RequireMessageAsync(caller, id, Permission.Read, ct);
        var url = await database.FindAsync($"""
            select image_url from link_previews where message_n = {message.MessageN} and id = {preview} and removed = 0 and image_url is not null
            """, row => row.Text(0), ct) ?? throw new Refusal(Errors.NotFound);
        return await fetcher.ImageAsync(url, ct) ?? throw new Refusal(Errors.NotFound, "The picture cannot be had.");
    }
}
