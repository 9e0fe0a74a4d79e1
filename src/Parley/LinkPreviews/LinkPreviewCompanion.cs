using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Workspaces;

namespace Parley.LinkPreviews;

/// <summary>
/// Notes in the commit of a message that its links are to be looked up, and nothing else: the message waits for nobody. Takes cards away
/// with their links.
/// </summary>
internal sealed class LinkPreviewCompanion(WorkspaceDirectory workspaces, LinkPreviewSettings settings, Func<LinkPreviewChore> chore) : ILogCompanion
{
    public ValueTask<MessageView> PostedAsync(LogEntry entry, StoredMessage message, MessageView view) =>
        Links.MayHave(message.Content) && message.Type != MessageType.System ? NoteAsync(entry, message, view) : new(view);

    public async ValueTask RewordedAsync(LogEntry entry, StoredMessage message)
    {
        var links = Links.MayHave(message.Content) ? Links.Of(message.Content) : [];
        var cards = await entry.Transaction.QueryAsync(
            $"select n, url, removed from link_previews where message_n = {message.N}", row => new { N = row.Long(0), Url = row.Text(1), IsRemoved = row.Bool(2) });
        foreach (var card in cards.Where(card => !links.Contains(card.Url)))
            await entry.Transaction.WriteAsync($"delete from link_previews where n = {card.N}");

        if (cards.Count > 0 && !cards.Any(card => links.Contains(card.Url) && !card.IsRemoved))
            await entry.Transaction.WriteAsync($"update messages set extras = extras & {~(int)MessageExtras.LinkPreviews} where n = {message.N}");
        if (links.Any(link => cards.All(card => card.Url != link)) && await IsOnAsync(message))
            await QueueAsync(entry, message);
    }

    public async ValueTask ErasedAsync(LogEntry entry, long messageN)
    {
        await entry.Transaction.WriteAsync($"""
            delete from link_pages where n in (select p.n from link_previews v join messages m on m.n = v.message_n
                join link_pages p on p.workspace_n = m.workspace_n and p.url_hash = v.url_hash where v.message_n = {messageN})
            """);
        await entry.Transaction.WriteAsync($"delete from link_previews where message_n = {messageN}");
        await entry.Transaction.WriteAsync($"delete from link_jobs where message_n = {messageN}");
    }

    private async ValueTask<MessageView> NoteAsync(LogEntry entry, StoredMessage message, MessageView view)
    {
        if (Links.Of(message.Content).Count > 0 && await IsOnAsync(message))
            await QueueAsync(entry, message);

        return view;
    }

    private async ValueTask<bool> IsOnAsync(StoredMessage message) =>
        settings.Enabled && (await workspaces.SettingsAsync(message.WorkspaceN, CancellationToken.None)).LinkPreviews != false;

    private async ValueTask QueueAsync(LogEntry entry, StoredMessage message)
    {
        await entry.Transaction.WriteAsync($"""
            insert into link_jobs (message_n, conversation_n, workspace_n) values ({message.N}, {entry.ConversationN}, {message.WorkspaceN})
            """);
        entry.Transaction.Tell(chore());
    }
}
